import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { password } from '../web/world.ts'
import { anAsker } from './asker.ts'
import { createFinder, spellingsOf } from './canaries.ts'
import { filesUnder } from './files.ts'
import { aPlantedHouse, person, type PlantedHouse } from './planted.ts'
import { routesOf, ways } from './routes.ts'
import { everybodyEverywhere, nowhere, opens, people, type Visit, type Who } from './visits.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let planted: PlantedHouse
const visits: Visit[] = []
beforeAll(async () => {
  planted = await aPlantedHouse()
  visits.push(...(await everybodyEverywhere(planted, people)))
})
afterAll(async () => await planted[Symbol.asyncDispose]())

/** What this person must not read in this answer. */
function closedTo(who: Who): ReturnType<typeof createFinder> {
  const words = planted.cases.filter((one) => !opens(who, one)).map(({ content }) => content)
  const waits = who.seat?.role === 'intake' && who.seat.area === '500153' ? [] : [planted.waiting]
  const own = who.holds ? planted.cases.map(({ passcode }) => passcode) : []
  const sealed = planted.identity.filter(({ text }) => !own.includes(text))
  return createFinder([...sealed, ...words, ...waits])
}

/** A role that may not do this at all hears so of every number, also of one that is none. */
const isSaidOfAny = ({ who, route }: Visit): boolean =>
  visits.some(
    (one) =>
      one.who === who && one.route === route && one.about === nowhere && one.answer.status === 403,
  )

describe('who the reporter is', () => {
  it('has every door of the house tried: one without a way to call it is a fault', () => {
    const doors = routesOf(planted.app).map(({ method, path }) => `${method} ${path}`)
    expect(doors.filter((door) => !(door in ways))).toEqual([])
    expect(Object.keys(ways).filter((door) => !doors.includes(door))).toEqual([])
  })

  it('stands in no answer to anybody, and the words of a case only before those who handle it', () => {
    const found = people.flatMap((who) => {
      const find = closedTo(who)
      return visits
        .filter((visit) => visit.who === who)
        .flatMap(({ route, answer }) => find(answer.whole).map((name) => [who.name, route, name]))
    })
    expect(found).toEqual([])
    const all = planted.identity.length + planted.cases.length + 1
    console.log(
      `promise 8: ${routesOf(planted.app).length} routes × ${people.length} roles, ${all} canaries, ${visits.length} answers, ${found.length} found`,
    )
  })

  it('is looked for where it could be found: what may be read is read', () => {
    const read = createFinder([...planted.cases.map(({ content }) => content), planted.waiting])
    const found = new Set(visits.flatMap(({ answer }) => read(answer.whole)))
    expect(found.size).toBe(planted.cases.length + 1)
    const copies = visits.filter(
      ({ route, answer }) => route.endsWith('/evidence/:id') && answer.status === 200,
    )
    expect(copies.length).toBeGreaterThan(4)
  })

  it("is not told by the answer either: another department's case is not there", () => {
    const asked = visits.filter(({ who, about, route }) => {
      return about && who.seat && route.includes(':number') && !opens(who, about)
    })
    const shut = (visit: Visit): boolean =>
      visit.answer.status === 404 || (visit.answer.status === 403 && isSaidOfAny(visit))
    const strange = asked.filter((visit) => !shut(visit))
    expect(strange.map(({ who, route, answer }) => [who.name, route, answer.status])).toEqual([])
    expect(new Set(asked.map(({ about }) => about)).size).toBe(planted.cases.length + 1)
    const unknown = visits.filter(
      ({ who, route, answer }) =>
        !who.seat && /\/desk\/(?!s|reset)/.test(route) && answer.status !== 401,
    )
    expect(unknown.map(({ who, route, answer }) => [who.name, route, answer.status])).toEqual([])
  })

  it('is nothing that can be searched for, and a search shows words only to those who handle them', async () => {
    const shown = new Set<string>()
    for (const who of people.filter(({ seat }) => seat)) {
      const asker = anAsker(planted.app)
      await asker.signIn(who.seat?.login ?? '')
      const search = async (words: string): Promise<Buffer> => {
        const sent = { path: '/desk/search', fields: { words, queue: '' } }
        const { headers } = await asker.ask('POST', sent)
        const path = headers.get('location') ?? '/desk/search'
        return (await asker.ask('GET', { path })).whole
      }
      for (const words of ['诊所', '医院']) {
        const read = await search(words)
        expect([who.name, closedTo(who)(read)]).toEqual([who.name, []])
        for (const one of planted.cases) if (read.includes(one.content.text)) shown.add(one.number)
      }
      for (const { text } of planted.identity)
        expect([who.name, (await search(text)).includes('/desk/cases/')]).toEqual([who.name, false])
    }
    expect(shown.size).toBe(planted.cases.length)
  })

  it('stands in no line of the log and in no file of the house', () => {
    const find = createFinder([
      ...planted.identity,
      ...planted.cases.map(({ content }) => content),
      planted.waiting,
      { name: 'password of the desk', text: password },
    ])
    expect(planted.logged.flatMap((line) => find(line))).toEqual([])
    const files = filesUnder(planted.dir)
    expect(files.length).toBeGreaterThan(5)
    expect(files.flatMap(({ path, bytes }) => find(bytes).map((name) => [path, name]))).toEqual([])
    expect(files.flatMap(({ path }) => find(path))).toEqual([])
  })

  it('is found in every spelling a leak could have', () => {
    const find = createFinder(planted.identity)
    const text = `前${person.name}后`
    const wide = Buffer.from(text, 'utf16le')
    const shapes = [
      Buffer.from(text),
      wide,
      Buffer.from(wide).swap16(),
      encodeURIComponent(text),
      encodeURIComponent(text).toLowerCase(),
      JSON.stringify({ text }).replace(
        /[^\0-\x7f]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16)}`,
      ),
      ...['', 'a', 'ab', 'abc'].flatMap((before) => [
        Buffer.from(before + text).toString('base64'),
        Buffer.from(before + text).toString('base64url'),
        Buffer.concat([Buffer.from(before), wide]).toString('base64'),
      ]),
    ]
    expect(shapes.map((shape) => find(shape))).toEqual(shapes.map(() => ['name']))
    expect(spellingsOf(person.phone).length).toBeGreaterThan(8)
  })
})
