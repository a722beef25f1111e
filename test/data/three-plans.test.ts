import { describe, expect, it } from 'vitest'
import { checkPlaces } from '#packs/check-places.ts'
import { checkPlan } from '#packs/check-plan.ts'
import { checkReading } from '#packs/check-reading.ts'
import { areaFiles, reportableOffences, routingIn } from './routing-in.ts'

const everyOffence = reportableOffences()

describe.each(['150000-neimenggu', '211382-lingyuan', '500153-rongchang'])('%s', (folder) => {
  const area = areaFiles(folder)
  const routing = routingIn(area)

  it('agrees with itself: plan, reading and places', () => {
    expect(checkPlan('plan.json', area.plan)).toEqual([])
    expect(checkReading('reading.json', area, new Map())).toEqual([])
    expect(checkPlaces('places.json', area)).toEqual([])
  })

  it('says of every offence one can report who acts, or that the plan is silent', () => {
    const read = area.reading.entries.map(({ offence }) => offence)
    expect(everyOffence.filter((code) => !read.includes(code))).toEqual([])
  })

  it('tasks nobody whom a cited clause does not name', () => {
    const invented = everyOffence.flatMap((code) => {
      const { clauses, lead, responsible, cooperate } = routing(code)
      const named = area.plan.clauses
        .filter(({ clause }) => clauses.some((cited) => cited.clause === clause))
        .flatMap((clause) => [...clause.lead, ...clause.responsible, ...clause.cooperate])
      return [...lead, ...responsible, ...cooperate]
        .filter((id) => !named.includes(id))
        .map((id) => `${code} ${id}`)
    })
    expect(invented).toEqual([])
  })

  it('leaves no offence without any department to propose', () => {
    const stranded = everyOffence.filter((code) => {
      const { lead, responsible, proposed } = routing(code)
      return [...lead, ...responsible, ...(proposed?.lead ?? [])].length === 0
    })
    expect(stranded).toEqual([])
  })

  it('gives every reading a reason of one short paragraph', () => {
    const unlike = area.reading.entries.filter(({ reason }) => !/^[^！]{10,120}。$/.test(reason))
    expect(unlike).toEqual([])
  })

  it('calls no two places by the same name', () => {
    const names = area.places.flatMap(({ name, also }) => [name, ...also])
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
