import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Hono } from 'hono'
import { openClient } from '../bots/chat-client.ts'
import { aPhoto } from '../vault/sample-files.ts'
import { aHouse, type TestHouse } from './house.ts'

const beginning = '昌元街道菜市场后头有个老太婆给人打针输液，没得证'

function chatOf(house: TestHouse) {
  const app = new Hono()
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  return openClient(app)
}

async function aVisitor(house: TestHouse) {
  const client = chatOf(house)
  await client.request('/chat/messages', { headers: { 'sec-fetch-site': 'same-origin' } })
  const create = async (size: number, name = '门口.jpg') =>
    await client.request('/chat/uploads', {
      method: 'POST',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Length': `${size}`,
        'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')},filetype ${Buffer.from('image/jpeg').toString('base64')}`,
      },
    })
  const patch = async (url: string, at: number, body: Uint8Array<ArrayBuffer> | ReadableStream) =>
    await client.request(url, {
      method: 'PATCH',
      body,
      duplex: 'half',
      headers: { 'Upload-Offset': `${at}`, 'Content-Type': 'application/offset+octet-stream' },
    })
  const offset = async (url: string) => {
    const seen = await client.request(url, { method: 'HEAD' })
    return seen.status === 200 ? Number(seen.headers.get('upload-offset')) : seen.status
  }
  const sendsUploads = async (once: string, uploads: readonly string[]) => {
    const response = await client.post({ once, uploads })
    const lines = (await response.json()) as { readonly text: string }[]
    return lines.map(({ text }) => text).join('\n')
  }
  return { ...client, create, patch, offset, sendsUploads }
}

/** The line breaks after so many bytes. */
const broken = (bytes: Uint8Array, after: number): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (stream) => stream.enqueue(bytes.subarray(0, after)),
    pull: (stream) => stream.error(new Error('the line broke')),
  })

const aLargePhoto = async (): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(Buffer.concat([await aPhoto('jpeg'), Buffer.alloc(1_500_000, 9)]))

it('a photo goes on where the line broke, and comes with its message, told twice or once', async () => {
  await using first = await aHouse()
  const visitor = await aVisitor(first)
  await visitor.post({ once: 'once-000001', text: beginning })
  const bytes = await aLargePhoto()
  const created = await visitor.create(bytes.length)
  expect(created.status).toBe(201)
  const url = created.headers.get('location') ?? ''
  await visitor.patch(url, 0, broken(bytes, 600_000))
  const come = await visitor.offset(url)
  expect(come).toBe(600_000)
  expect((await visitor.patch(url, 0, bytes)).status).toBe(409)
  const id = url.split('/').at(-1) ?? ''
  expect((await visitor.patch(url, come, bytes.subarray(come))).status).toBe(204)
  expect(await visitor.offset(url)).toBe(bytes.length)
  const told = await visitor.sendsUploads('once-000002', [id])
  expect(told).toContain('收到了')
  expect(await visitor.sendsUploads('once-000002', [id])).toBe(told)
  const row = await first.world.db.read(
    async (tx) => await tx.selectFrom('evidence').selectAll().where('id', '=', id).execute(),
  )
  expect(row).toMatchObject([{ kind: 'image', size: bytes.length, cleaned: 'yes' }])
})

it('a file on its way is known to nobody but who began it', async () => {
  await using house = await aHouse()
  const [visitor, stranger] = [await aVisitor(house), await aVisitor(house)]
  const bytes = await aLargePhoto()
  const url = (await visitor.create(bytes.length)).headers.get('location') ?? ''
  await visitor.patch(url, 0, bytes)
  expect(await stranger.offset(url)).toBe(404)
  expect((await stranger.patch(url, 0, bytes)).status).toBe(404)
  await stranger.post({ once: 'once-000001', text: beginning })
  expect(await stranger.sendsUploads('once-000002', [url.split('/').at(-1) ?? ''])).not.toContain(
    '收到了',
  )
  expect(await chatOf(house).request(url, { method: 'HEAD' })).toMatchObject({ status: 404 })
})

it('a file that is too large, or one too many at once, is not begun', async () => {
  await using house = await aHouse()
  const [visitor, other] = [await aVisitor(house), await aVisitor(house)]
  expect((await visitor.create(21 * 1024 * 1024)).status).toBe(413)
  for (let n = 0; n < 9; n++) expect((await visitor.create(5_000_000)).status).toBe(201)
  expect((await visitor.create(5_000_000)).status).toBe(429)
  expect((await other.create(5_000_000)).status).toBe(201)
})

it('who begins files without end, or sends them in crumbs, is slowed alone', async () => {
  await using house = await aHouse()
  const [flooder, other] = [await aVisitor(house), await aVisitor(house)]
  const mine = (await flooder.create(1_000_000)).headers.get('location') ?? ''
  const began = house.now()
  let slowed = 0
  for (let n = 0; n < 480; n += 1)
    if ((await flooder.patch(mine, n, Uint8Array.of(7))).status === 429) slowed += 1
  expect(slowed).toBeGreaterThan(40)
  expect(house.now() - began).toBeLessThan(10_000)
  const theirs = (await other.create(100)).headers.get('location') ?? ''
  expect((await other.patch(theirs, 0, new Uint8Array(100))).status).toBe(204)
  house.wait(60_000)
  const come = await flooder.offset(mine)
  expect((await flooder.patch(mine, come, Uint8Array.of(7))).status).toBe(204)
  for (let n = 0; n < 30; n += 1) await flooder.create(1)
  house.wait(1000)
  expect((await flooder.create(1)).status).toBe(429)
}, 30_000)

it('a half that nobody went on with is off the disk after a day', async () => {
  await using house = await aHouse()
  const visitor = await aVisitor(house)
  const bytes = await aLargePhoto()
  const url = (await visitor.create(bytes.length)).headers.get('location') ?? ''
  await visitor.patch(url, 0, bytes.subarray(0, 900_000))
  const onDisk = () => readdirSync(`${house.dir}/evidence`)
  expect(onDisk()).toHaveLength(1)
  await house.tick()
  expect(onDisk()).toHaveLength(1)
  house.wait(37 * 3600 * 1000)
  await house.tick()
  expect(onDisk()).toEqual([])
  expect(await visitor.offset(url)).toBe(404)
})
