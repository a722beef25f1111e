import { createHash } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { saveEvidence } from '#store/evidence.ts'
import { aLongFilm, slowly } from '../vault/sample-files.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

/** Megabytes. The longer film shows that what is needed does not grow with the file. */
const megabytes = process.env['LONG'] === '1' ? 180 : 40
const most = 32

async function keepsFilm({ world }: TestDesk, caseId: string) {
  const blocks = (): Iterable<Buffer> => aLongFilm(megabytes * 1024 * 1024)
  const size = [...blocks()].reduce((sum, { length }) => sum + length, 0)
  const upload = await world.vault.beginUpload({ kind: 'video', size })
  if ('refused' in upload) throw new Error(upload.refused)
  await world.vault.appendUpload(upload, slowly(blocks()))
  const kept = await world.vault.finishUpload(upload)
  if (!kept || 'refused' in kept) throw new Error('the film was not kept')
  const row = { ...kept, session: 'none', caseId }
  await world.db.transaction(async (tx) => await saveEvidence(tx, row))
  return row
}

/** Bytes that somebody still holds: what is thrown away is cleared first, and the second time waits for the first. */
const inUse = (): number => {
  collect()
  collect()
  return process.memoryUsage().arrayBuffers
}
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const inMegabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

/** What the browser of a handler is answered. */
async function asked(desk: TestDesk) {
  const filed = await desk.report()
  const film = await keepsFilm(desk, filed.id)
  await desk.officer('doctor', 'handler', filed.offices[0] ?? '')
  const browser = aBrowser(desk.app)
  await browser.signIn('doctor')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const path = `https://jubao.example/desk/cases/${filed.number}/evidence/${film.id}`
  return { film, answer: await desk.app.request(path, { headers: { cookie } }) }
}

/** Of this process, how often a file of that name is open. */
const openFiles = (id: string): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes(id)
    } catch {
      return false
    }
  }).length

it(`an officer takes a film of ${megabytes} MB without its ever lying in memory as a whole`, async () => {
  const desk = await aDesk({ largestFile: 200 * 1024 * 1024 })
  const { film, answer } = await asked(desk)
  expect(answer.headers.get('content-length')).toBe(String(film.size))
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="evidence.mov"')

  const sum = createHash('sha256')
  const before = inUse()
  let [peak, largest, taken] = [before, 0, 0]
  for await (const part of answer.body ?? []) {
    sum.update(part)
    largest = Math.max(largest, part.length)
    if ((taken += 1) % 8 === 0) peak = Math.max(peak, inUse())
  }
  const grown = inMegabytes(peak - before)
  console.log(`promise 13: a film of ${megabytes} MB took ${grown} MB of memory to hand out`)
  expect(largest).toBeLessThanOrEqual(1024 * 1024)
  expect(grown).toBeLessThan(most)
  expect(openFiles(film.id)).toBe(0)
  const { bytes } = await desk.world.vault.readEvidence(film, 'cleaned')
  expect(sum.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  await desk.close()
}, 120_000)

it.runIf(process.platform === 'linux')(
  'a download that is broken off leaves no file open',
  async () => {
    const desk = await aDesk({ largestFile: 200 * 1024 * 1024 })
    const { film, answer } = await asked(desk)
    const reader = answer.body?.getReader()
    await reader?.read()
    expect(openFiles(film.id)).toBe(1)
    await reader?.cancel()
    expect(openFiles(film.id)).toBe(0)
    await desk.close()
  },
  120_000,
)
