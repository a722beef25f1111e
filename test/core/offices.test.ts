import { demoOffices, intakeOffice, officeFor, officeNamed } from '#core/offices.ts'
import type { Place } from '#core/plan.ts'
import { describe, expect, it } from 'vitest'

import { anOffice, aPlan, departments, offices, places } from './builders.ts'

const health = 'health-commission'
const ofTown = anOffice(health, { id: 'town', place: '500153001' })

describe('the office of a name', () => {
  const named = (name: string) => anOffice('justice', { id: name, name })
  const two = [named('荣昌区监委'), named('荣昌区纪委监委')]

  it('is the one that bears it, whole or without the place', () => {
    expect(officeNamed(two, '荣昌区监委')?.id).toBe('荣昌区监委')
    expect(officeNamed(two, '区监委')?.id).toBe('荣昌区监委')
    expect(officeNamed(two, '区纪委监委')?.id).toBe('荣昌区纪委监委')
  })

  it('is nobody, where no office or more than one could be meant', () => {
    expect(officeNamed(two, '市纪委')).toBeUndefined()
    expect(officeNamed(two, '监委')).toBeUndefined()
    expect(officeNamed(two, '')).toBeUndefined()
  })
})

describe('属地: the office at the smallest place that contains the matter', () => {
  it('the street’s own office, where it has one', () => {
    expect(officeFor([...offices, ofTown], health, '500153001', places)?.id).toBe('town')
  })

  it('the county’s office, where the street has none', () => {
    expect(officeFor([...offices, ofTown], health, '500153105', places)?.place).toBe('500153')
  })

  it('the area’s own office, where the place is not known', () => {
    expect(officeFor([ofTown, ...offices], health, undefined, places)?.place).toBe('500153')
    expect(officeFor([ofTown, ...offices], health, '999999', places)?.place).toBe('500153')
  })

  it('the level that the plan names comes before the smallest place', () => {
    const city = anOffice(health, { id: 'city', level: 'prefecture' })
    const found = officeFor([ofTown, city], health, '500153001', places, 'prefecture')
    expect(found?.id).toBe('city')
  })

  it('nobody, where the department has no office here', () => {
    expect(officeFor([anOffice('intake')], health, undefined, places)).toBeUndefined()
  })

  it('places that lie in each other do not run in a circle', () => {
    const circle: Place[] = [
      { code: '1', name: '', also: [], level: 'township', within: '2' },
      { code: '2', name: '', also: [], level: 'county', within: '1' },
    ]
    expect(officeFor([ofTown], health, '1', circle)).toBeUndefined()
  })
})

describe('offices of a demonstration', () => {
  const districts: Place[] = [
    { code: '370303', name: '张店区', also: [], level: 'county', within: '370300' },
    { code: '370303001', name: '某街道', also: [], level: 'township', within: '370303' },
  ]
  const area = { code: '370300', name: '淄博市', level: 'prefecture', letters: 'ZB' } as const
  const demo = demoOffices(aPlan({ area }), districts)

  it('one for each department of the plan, and one intake office', () => {
    const atArea = demo
      .filter(({ place }) => place === '370300')
      .map(({ department }) => department)
    expect(atArea.toSorted()).toEqual(['intake', ...departments.map(({ id }) => id)].toSorted())
    expect(intakeOffice(demo)?.place).toBe('370300')
  })

  it('health, market, insurance and police in each district', () => {
    const inDistrict = demo.filter(({ place }) => place === '370303')
    expect(inDistrict.map(({ department }) => department)).toEqual([
      'health-commission',
      'market-regulation',
      'medical-insurance',
      'public-security',
    ])
  })

  it('none in streets, and no id twice', () => {
    expect(demo.some(({ place }) => place === '370303001')).toBe(false)
    expect(new Set(demo.map(({ id }) => id)).size).toBe(demo.length)
  })

  it('a body that was renamed carries its present name', () => {
    const [first] = departments
    const now = { name: '区疾控局', since: '2024', source: '' }
    const plan = aPlan({ departments: first ? [{ ...first, now }] : [] })
    expect(demoOffices(plan, []).map(({ name }) => name)).toContain('荣昌区疾控局')
  })
})
