import { describe, expect, it } from 'vitest'
import { readInbox } from '#service/inbox.ts'
import { readFlock } from '#service/alike.ts'
import { caseByNumber, casesOfHandle } from '#store/cases.ts'
import { openCase } from '#service/case-file.ts'
import { aHouse, aPerson, aStory, officerOf, reports, type TestHouse } from './house.ts'

const openNumber = async (house: TestHouse, number: string) =>
  await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`no case ${number}`)
    return { row, file: await openCase(house.world, tx, row) }
  })

const intakeOf = async (house: TestHouse, number: string) =>
  ({ ...(await officerOf(house, number)), role: 'intake', department: 'intake' }) as const

describe('who tells the same once more in one conversation', () => {
  it('is asked, and may add it to the report there is: no second case', async () => {
    await using house = await aHouse()
    const person = aPerson(house, '500153')
    const { number } = await reports(person)
    house.wait(60_000)
    const { said } = await reports(person)
    expect(said).toContain(`您在编号 ${number} 里说过差不多的话`)
    expect(await person.says('是')).toContain(`已补到编号 ${number} 里`)
    const { row, file } = await openNumber(house, number)
    expect(file.case.supplements).toHaveLength(1)
    const own = await house.world.db.read(async (tx) => await casesOfHandle(tx, row.handle))
    expect(own).toHaveLength(1)
  })

  it('or says it is another matter, and then it is a report of its own', async () => {
    await using house = await aHouse()
    const person = aPerson(house, '500153')
    const { number } = await reports(person)
    house.wait(60_000)
    await reports(person)
    const said = await person.says('不是')
    expect(said).toMatch(/已收到并登记，编号 RC-2026-\d{5}/)
    expect(said).not.toContain(number)
  })
})

describe('nearly the same report of several people', () => {
  it('is kept of each; the intake office sees how many, together, and nothing is merged', async () => {
    await using house = await aHouse()
    const numbers: string[] = []
    for (const end of ['', '，快来查', '，转发', '，请查处']) {
      const [what = '', ...rest] = aStory
      numbers.push((await reports(aPerson(house, '500153'), [`${what}${end}`, ...rest])).number)
    }
    const other = await reports(aPerson(house, '500153'), [
      '城西口腔医院给老人种牙，先说医保全报，做完又要自费一万八，合同也不给看',
      ...aStory.slice(1),
    ])
    expect(new Set(numbers).size).toBe(4)
    const [first = ''] = numbers
    const intake = await intakeOf(house, first)
    const list = await readInbox(house.world, intake, { queue: 'mine' })
    if (!list.ok) throw new Error('the intake office has an inbox')
    const rows = list.value.rows
    const alike = rows.filter((row) => numbers.includes(row.number))
    expect(alike.every((row) => row.alike === 4)).toBe(true)
    expect(rows.find((row) => row.number === other.number)?.alike).toBeUndefined()
    const order = rows.map((row) => numbers.includes(row.number))
    expect(order.lastIndexOf(true) - order.indexOf(true) + 1).toBe(alike.length)
    expect(new Set(alike.map((row) => row.number))).toEqual(new Set(numbers))
    const flock = await readFlock(house.world, intake, first)
    expect(flock.ok && flock.value.map(({ number }) => number)).toEqual(numbers)
  })

  it('is no hint for a department, which sees what it has to handle', async () => {
    await using house = await aHouse()
    const { number } = await reports(aPerson(house, '500153'))
    await reports(aPerson(house, '500153'))
    const handler = await officerOf(house, number)
    const list = await readInbox(house.world, handler, { queue: 'mine' })
    expect(list.ok && list.value.rows.some((row) => 'alike' in row)).toBe(false)
    expect((await readFlock(house.world, handler, number)).ok).toBe(false)
  })
})
