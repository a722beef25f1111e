import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  listExports,
  makeExports,
  readExport,
  wantCaseFile,
  wantReports,
} from '#service/exports.ts'
import { officesIn } from '#service/world.ts'
import { leaseExport } from '#store/exports.ts'
import { saveOffices } from '#store/offices.ts'
import { paperWords } from '#web/words/papers.ts'
import { readPages } from '../paper/read-pages.ts'
import { aBrowser } from '../web/browser-like.ts'
import { aDesk, rongchang, type TestDesk } from '../web/world.ts'

const hour = 3_600_000
const aDay = 24 * hour

let desk: TestDesk
beforeAll(async () => {
  desk = await aDesk()
  const { world } = desk
  world.operator.write(rongchang, { sponsor: '荣昌区卫生健康委员会', telephone: '023-46730000' })
  await world.db.transaction(async (tx) => {
    await saveOffices(tx, rongchang, await officesIn(world, tx, rongchang))
  })
})
afterAll(async () => await desk.close())

const boss = async (login = 'boss') => await desk.officer(login, 'supervisor', '500153-intake')

/** Signs in with a password alone. */
const clerk = async (login: string) => await desk.officer(login, 'intake', '500153-intake')

const round = async (): Promise<void> => {
  await wantReports(desk.world)
  await makeExports(desk.world, paperWords)
}

describe('reports by the calendar', () => {
  it('come once the week and the month are over, in office hours, once each, and for run areas alone', async () => {
    const officer = await boss()
    // Friday, 20 November: last week's and last month's have been due.
    for (let n = 0; n < 4; n += 1) await round()
    const first = await listExports(desk.world, officer, rongchang)
    expect(new Set(first.map(({ kind, about, state }) => `${kind} ${about} ${state}`))).toEqual(
      new Set(['month 2026-10 ready', 'week 2026-11-09w ready']),
    )
    expect(await listExports(desk.world, { ...officer, area: '370300' }, '370300')).toEqual([])
    // Sunday night: nothing new. Monday at eight: not open yet. Monday at ten: there.
    desk.later(2 * aDay + 13 * hour)
    await round()
    expect((await listExports(desk.world, officer, rongchang)).length).toBe(2)
    desk.later(9 * hour)
    await round()
    expect((await listExports(desk.world, officer, rongchang)).length).toBe(2)
    desk.later(2 * hour)
    await round()
    const [newest] = await listExports(desk.world, officer, rongchang)
    expect([newest?.about, newest?.state]).toEqual(['2026-11-16w', 'ready'])
    expect(newest?.files).toEqual([
      'report-500153-2026-11-16w.pdf',
      'report-500153-2026-11-16w.xlsx',
    ])
  })

  it('PDF, XLSX and CSV say the same numbers', async () => {
    const officer = await clerk('reader')
    await desk.report()
    await desk.report({ offence: 'B1' })
    const who = aBrowser(desk.app)
    await who.signIn('reader')
    const { text } = await who.get('/desk/dashboard/table.csv?by=offence&period=2026')
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const bytes = async (file: string) => {
      const url = `https://jubao.example/desk/dashboard/report.${file}?period=2026`
      const answer = await desk.app.request(url, { headers: { cookie } })
      expect(answer.status).toBe(200)
      return new Uint8Array(await answer.arrayBuffer())
    }
    const pages = (await readPages(await bytes('pdf'))).flatMap(({ lines }) => lines)
    const sheets = unzipSync(await bytes('xlsx'))
    const sheet = strFromU8(sheets['xl/worksheets/sheet3.xml'] ?? new Uint8Array())
    const rows = text
      .replace(/^\u{FEFF}/u, '')
      .trim()
      .split(/\r?\n/)
    expect(rows.length).toBe(4)
    for (const row of rows.slice(1)) {
      const [name = '', open, , overdue, given] = row.split(',')
      expect(sheet).toContain(name)
      if (name !== '合计') {
        expect(pages).toContain(`收到 ${given}，在办 ${open}，超期 ${overdue}`)
        expect(pages.some((line) => line.startsWith(name.slice(0, 6)))).toBe(true)
      }
    }
    expect(pages.join('')).toContain('荣昌区医疗卫生监督举报年报')
    expect(officer.role).toBe('intake')
  })
})

describe('a file that takes a while', () => {
  it('is begun again by the next process when one dies at it', async () => {
    const officer = await boss('asker')
    const { number } = await desk.report()
    await wantCaseFile(desk.world, officer, number)
    const dying = { ...desk.world, worker: 'dying' }
    const taken = await desk.world.db.transaction(
      async (tx) => await leaseExport(tx, dying.worker, desk.world.clock()),
    )
    expect(taken?.about).toBe(number)
    await makeExports(desk.world, paperWords)
    const during = (await listExports(desk.world, officer, rongchang)).find(
      ({ about }) => about === number,
    )
    expect(during?.state).toBe('working')
    desk.later(2 * 60_000)
    await makeExports(desk.world, paperWords)
    const after = (await listExports(desk.world, officer, rongchang)).find(
      ({ about }) => about === number,
    )
    expect(after?.state).toBe('ready')
  })

  it('tells how far it is, is for who asked alone, lies sealed, and is gone after a day', async () => {
    const officer = await clerk('maker')
    const picture = new Uint8Array(
      await sharp({ create: { width: 40, height: 40, channels: 3, background: '#846' } })
        .jpeg()
        .toBuffer(),
    )
    const { number } = await desk.report({ picture, facts: { what: '獬豸诊所没有证' } })
    await wantCaseFile(desk.world, officer, number)
    const who = aBrowser(desk.app)
    await who.signIn('maker')
    const waiting = await who.get('/desk/exports')
    expect(waiting.html).toContain('<progress')
    expect(waiting.headers.get('refresh')).toBe('4')
    await makeExports(desk.world, paperWords)
    const ready = await who.get('/desk/exports')
    expect(ready.headers.get('refresh')).toBeNull()
    const [mine] = (await listExports(desk.world, officer, rongchang)).filter(
      ({ about }) => about === number,
    )
    expect([mine?.done, mine?.total]).toEqual([1, 1])
    const asked = { id: mine?.id ?? '', name: mine?.files[0] ?? '' }
    const read = await readExport(desk.world, officer, asked)
    if (!read.ok) throw new Error(read.refusal.key)
    const text = (await readPages(read.value.bytes)).flatMap(({ lines }) => lines).join('')
    expect(text).toContain('獬豸诊所没有证')
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('exportFiles').selectAll().execute(),
    )
    const sealed = kept.find((file) => file.export === asked.id)
    expect(Buffer.from(sealed?.bytes ?? []).toString('latin1')).not.toContain('%PDF')
    const other = await boss('other')
    expect(await readExport(desk.world, other, asked)).toMatchObject({ ok: false })
    desk.later(aDay + hour)
    await makeExports(desk.world, paperWords)
    expect(await readExport(desk.world, officer, asked)).toMatchObject({
      ok: false,
      refusal: { key: 'export-unknown' },
    })
  })
})
