import type { Context, Hono } from 'hono'

import { barred } from './begin.ts'
import type { Chat } from './chat.ts'
import { kindOf } from './delivery.ts'
import { fromOwnPage } from './guard.ts'
import { visitorOf } from './visitor.ts'

const version = '1.0.0'

/**
 * Files in pieces, by the tus protocol (core and creation): after a break the page asks how far the file has come and
 * sends the rest. In a rush a new browser does its work before its first file as before its first message. Nothing here tells anybody what it is: the message that names the file does.
 */
export function uploadRoutes(app: Hono, chat: Chat): void {
  const { uploads } = chat.port
  if (!uploads) return
  app.use('/uploads/*', async (c, next) => {
    c.header('Tus-Resumable', version)
    await next()
  })
  app.options('/uploads', (c) => {
    c.header('Tus-Version', version)
    c.header('Tus-Extension', 'creation')
    c.header('Tus-Max-Size', String(chat.maxFileBytes))
    return c.body(null, 204)
  })
  app.post('/uploads', async (c) => {
    const who = whoIs(c, chat)
    if (!who) return c.body(null, 403)
    const size = numberIn(c, 'upload-length')
    if (size === undefined) return c.body(null, 400)
    const bar = await barred(chat, c, who.address)
    if (bar) return c.json({ error: 'crowded', ...bar }, 428)
    const about = metadataOf(c.req.header('upload-metadata') ?? '')
    const kind = kindOf(about.get('filetype') ?? '')
    const name = about.get('filename')?.slice(0, 200)
    const begun = await uploads.begin(who, { kind, size, ...(name ? { name } : {}) })
    if ('refused' in begun) return c.body(null, begun.refused === 'too-large' ? 413 : 429)
    c.header('Location', `/chat/uploads/${begun.id}`)
    return c.body(null, 201)
  })
  app.on('HEAD', '/uploads/:id', async (c) => await head(c, chat))
  app.get('/uploads/:id', async (c) => await head(c, chat))
  app.patch('/uploads/:id', async (c) => await patch(c, chat))
}

/** How far a file has come. */
async function head(c: Context, chat: Chat): Promise<Response> {
  const who = whoIs(c, chat)
  const come = who && (await chat.port.uploads?.offset(who, idOf(c)))
  if (!come) return c.body(null, 404)
  c.header('Upload-Offset', String(come.at))
  c.header('Upload-Length', String(come.size))
  return c.body(null, 200)
}

async function patch(c: Context, chat: Chat): Promise<Response> {
  const who = whoIs(c, chat)
  const at = numberIn(c, 'upload-offset')
  if (c.req.header('content-type') !== 'application/offset+octet-stream') return c.body(null, 415)
  if (!who || at === undefined) return c.body(null, who ? 400 : 403)
  const come = await chat.port.uploads?.append(who, idOf(c), { at, parts: partsOf(c) })
  if (come === undefined) return c.body(null, 404)
  if (come === 'elsewhere') return c.body(null, 409)
  if (come === 'too-fast') return c.body(null, 429)
  c.header('Upload-Offset', String(come))
  return c.body(null, 204)
}

/** A line that breaks is an end like any other: what came is kept. */
async function* partsOf(c: Context): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of c.req.raw.body ?? []) yield part
  } catch {
    return
  }
}

function whoIs(c: Context, chat: Chat) {
  const address = fromOwnPage(c, chat.publicUrl) ? visitorOf(c, chat) : undefined
  return address === undefined ? undefined : { channel: chat.channel, address }
}

const idOf = (c: Context): string => c.req.param('id') ?? ''

function numberIn(c: Context, name: string): number | undefined {
  const value = c.req.header(name) ?? ''
  return /^\d{1,12}$/.test(value) ? Number(value) : undefined
}

/** `filename 5Lit5paH,filetype aW1hZ2UvanBlZw==` */
const metadataOf = (header: string): ReadonlyMap<string, string> =>
  new Map(
    header.split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ')
      return [name, Buffer.from(value, 'base64').toString()]
    }),
  )
