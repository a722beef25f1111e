import type { Context, Hono } from 'hono'
import { notFound } from './faults.ts'
import type { Web } from './web.ts'

/** Every door for programs; `api/operations.ts` says what each does. They are named here so that nothing of it is loaded before somebody asks. */
const doors = [
  'GET /cases',
  'GET /cases/{number}',
  'GET /cases/{number}/history',
  'GET /cases/{number}/evidence',
  'GET /cases/{number}/evidence/{id}',
  'GET /cases/{number}/alike',
  'POST /cases/{number}/commands',
  'POST /cases/{number}/preview',
  'POST /cases/{number}/masks',
  'POST /cases/{number}/holder',
  'GET /cases/{number}/papers',
  'GET /cases/{number}/case-file.pdf',
  'GET /cases/{number}/holds',
  'POST /cases/{number}/holds',
  'GET /blocks',
  'POST /cases/{number}/block',
  'POST /blocks/{block}/lift',
  'POST /cases/{number}/take-up',
  'POST /search',
  'GET /reminders',
  'POST /reminders/read',
  'GET /figures',
  'GET /figures/cases',
  'GET /gaps',
  'GET /areas/{area}/plan',
  'POST /areas/{area}/plan/draft',
  'POST /areas/{area}/plan/draft/drop',
  'POST /areas/{area}/plan/publish',
  'GET /areas/{area}/plan/versions',
  'GET /me',
  'GET /areas/{area}/offices',
  'POST /areas/{area}/offices',
  'GET /officers',
  'POST /officers/{login}/disable',
  'GET /channels',
  'POST /channels/{channel}/test',
  'GET /undelivered',
  'GET /audit',
  'POST /audit/verify',
] as const

/** What programs can ask: the desk's own deeds under the desk's own rights, with a document and a page that say so. */
export function apiRoutes(app: Hono, web: Web): void {
  const loaded = lazily(web)
  for (const door of doors) {
    const [method = '', path = ''] = door.split(' ')
    const at = `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    app.on(method, at, async (c) => await (await loaded()).answer(door, c))
  }
  app.get('/api/v1', async (c) => await c.html((await loaded()).reference()))
  app.get('/api/v1/openapi.json', async (c) => c.json((await loaded()).document()))
  app.get('/problems/:key', async (c) => await (await loaded()).problem(c))
  app.all('/api/*', async (c) => (await loaded()).elsewhere(c, app))
}

interface Loaded {
  readonly answer: (door: string, c: Context) => Promise<Response>
  readonly reference: () => Awaited<ReturnType<typeof load>>['page']
  readonly document: () => object
  readonly problem: (c: Context) => Promise<Response>
  readonly elsewhere: (c: Context, app: Hono) => Response
}

/** Once, at the first question. */
function lazily(web: Web): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined
  return async () => await (loading ??= loadedFor(web))
}

async function loadedFor(web: Web): Promise<Loaded> {
  const { byDoor, door, page, document, problem, problemPage } = await load(web)
  return {
    answer: async (name, c) => {
      const op = byDoor.get(name)
      if (!op) throw new Error(`no operation stands behind ${name}`)
      return await door(op, c)
    },
    reference: () => page,
    document: () => document,
    problem: async (c) => {
      const shown = problemPage(c.req.param('key') ?? '')
      return shown ? await c.html(shown) : await notFound(c)
    },
    elsewhere: (c, app) => {
      const ways = ['GET', 'POST'].filter((method) => isDoor(app, method, c.req.path))
      if (ways.length === 0) return problem(c, web, 'not-found')
      return problem(c, web, 'wrong-method', { headers: { Allow: ways.join(', ') } })
    },
  }
}

const isDoor = (app: Hono, method: string, path: string): boolean =>
  app.router.match(method, path)[0].some(([[, { method: own }]]) => own !== 'ALL')

async function load(web: Web) {
  const [{ operations }, { createDoor }, { documentOf }, reference, { problem }, { problems }] =
    await Promise.all([
      import('./api/operations.ts'),
      import('./api/door.ts'),
      import('./api/document.ts'),
      import('./api/reference.ts'),
      import('./api/problem.ts'),
      import('./api/problems.ts'),
    ])
  return {
    byDoor: new Map(operations.map((op) => [`${op.method} ${op.path}`, op])),
    door: createDoor(web),
    page: reference.referencePage(web, operations),
    document: documentOf(web, operations),
    problem,
    problemPage: (key: string) =>
      Object.hasOwn(problems, key)
        ? reference.problemPage(key as keyof typeof problems)
        : undefined,
  }
}
