import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase, readEvidence } from '#service/desk.ts'
import { readInbox } from '#service/inbox.ts'
import { speakTo, waitingPeople } from '#service/people.ts'
import { auditOf } from '#store/audit.ts'
import { aHouse, aPerson, officerOf, reports, standsBehind, type TestHouse } from './house.ts'

const area = '500153'
let house: TestHouse
let intake: Officer
beforeAll(async () => {
  house = await aHouse()
  await standsBehind(house, area)
  const office = `${area}-intake`
  intake = { id: 'xietiao', name: '协调', role: 'intake', area, office, department: 'intake' }
})
afterAll(async () => await house[Symbol.asyncDispose]())

const tracesOf = async (subject: string): Promise<readonly string[]> =>
  (await house.world.db.read(async (tx) => await auditOf(tx, subject))).map(
    ({ actor, action }) => `${actor} ${action}`,
  )

const list = async () => {
  const people = await waitingPeople(house.world, intake)
  if (!people.ok) throw new Error(people.refusal.key)
  return people.value
}

describe('every look of an officer at what a citizen said is in the audit chain', () => {
  it('a list of cases, which shows where and who', async () => {
    await readInbox(house.world, intake, { queue: 'mine' })
    expect(await tracesOf('mine')).toEqual(['officer:xietiao inbox-read'])
  })

  it('a case, and one that is not theirs to see, whichever way they try', async () => {
    const { number } = await reports(aPerson(house, area))
    const lead = await officerOf(house, number)
    const before = (await tracesOf(number)).length
    const stranger = { ...lead, id: 'stranger', office: `${area}-market-regulation` }
    await readCase(house.world, lead, number)
    await readCase(house.world, stranger, number)
    await readEvidence(house.world, stranger, { number, evidence: 'any' })
    await act(house.world, stranger, { number, version: 2 }, { type: 'close' })
    expect((await tracesOf(number)).slice(before)).toEqual([
      `officer:${lead.id} case-read`,
      'officer:stranger case-refused',
      'officer:stranger case-refused',
      'officer:stranger case-refused',
    ])
  })

  it('a number that is none leaves nothing, since what was typed may be words', async () => {
    await readCase(house.world, intake, '张三')
    expect(await tracesOf('张三')).toEqual([])
  })

  it('a conversation that waits for a person', async () => {
    const person = aPerson(house, area)
    await person.says('转人工')
    const session = await sessionThatWaits()
    await list()
    expect(await tracesOf(session)).toEqual(['officer:xietiao conversation-read'])
    await person.says('取消')
  })
})

it('a passcode written into a report, an answer or an addition reaches no officer; a like number does', async () => {
  const person = aPerson(house, area)
  const first = await reports(person)
  const like = '车架号 LSVAA49J132047371'
  await person.says('补充')
  await person.says(`编号 ${first.number} 密码\n${first.passcode.toLowerCase()}，${like}`)
  await person.says('就这些')
  const lead = await officerOf(house, first.number)
  const read = await readCase(house.world, lead, first.number)
  const shown = JSON.stringify(read)
  expect(shown).toContain(like)
  expect(shown).toContain(`编号 ${first.number} 密码\\n••••-••••-••••-•••••`)
  expect(shown.toUpperCase()).not.toContain(first.passcode)
})

describe('a person who waits for a person', () => {
  it('is known to the desk by another mark each time', async () => {
    const person = aPerson(house, area)
    await person.says('转人工')
    const [first] = await list()
    const [again] = await list()
    await person.says('取消')
    await person.says('转人工')
    const [second] = await list()
    expect(first?.session).toMatch(/^[\w-]{22}$/)
    expect(again?.session).toBe(first?.session)
    expect(second?.session).not.toBe(first?.session)
    expect(JSON.stringify(second)).not.toContain(await sessionThatWaits())
    const words = { session: first?.session ?? '', text: '在吗' }
    expect(await speakTo(house.world, intake, words)).toMatchObject({ ok: false })
    await person.says('取消')
  })

  it('and types their passcode gives no officer the way into their report', async () => {
    const person = aPerson(house, area)
    const { number, passcode } = await reports(person)
    await person.says('转人工')
    await person.says(`请看看我的 ${number}，密码 ${passcode}`)
    const shown = JSON.stringify(await list())
    expect(shown).toContain(number)
    expect(shown).not.toContain(passcode)
    await person.says('取消')
  })
})

const sessionThatWaits = async (): Promise<string> => {
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('waiting').select('session').execute(),
  )
  return rows[0]?.session ?? ''
}
