import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

const office = '500153-health-commission'
const day = 24 * 3600_000

/** The list that stands in the area when the scene begins. */
export const gridList = [
  'code,name,level,within',
  'RC-V1,学院路社区,村居,昌元街道',
  'RC-V1-3,第三网格,网格,RC-V1',
  'RC-V2,古桥村,村居,昌州街道',
].join('\n')

export const gridFile = (text: string): File => new File([text], 'grids.csv', { type: 'text/csv' })

/** What a form for a task is filled in with, if nothing else is said. */
export const routine = {
  kind: 'patrol',
  place: 'RC-V1-3',
  where: '海棠路 12 号',
  look: '看门口挂没挂证照',
  dueOn: '2026-12-04',
}

/** The way to the first task of a worker's list. */
export const firstTask = (page: Seen): string => /\/grid\/tasks\/[\w-]+/.exec(page.html)?.[0] ?? ''

export interface GridScene {
  readonly desk: TestDesk
  /** Keeps workers and places. */
  readonly boss: BrowserLike
  /** Gives tasks. */
  readonly handler: BrowserLike
  /** The id of a worker that the boss registers. */
  readonly aWorker: (name: string, place: string) => Promise<string>
  readonly linkOf: (worker: string) => Promise<string>
  readonly pairedPhone: (worker: string) => Promise<BrowserLike>
  readonly give: (worker: string, more?: object) => Promise<Seen>
  /** A desk that nobody works at for a day asks who it is: both sign in again. */
  readonly days: (n: number) => Promise<void>
}

/** A desk in Rongchang with villages, a supervisor and a handler at their browsers. */
export async function aGridScene(given?: TestDesk): Promise<GridScene> {
  const desk = given ?? (await aDesk())
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('doctor', 'handler', office)
  const [boss, handler] = [aBrowser(desk.app), aBrowser(desk.app)]
  await boss.signIn('boss')
  await handler.signIn('doctor')
  await boss.submit(await boss.get('/desk/grid/places'), 'name="file"', {
    file: gridFile(gridList),
  })
  const aWorker = async (name: string, place: string): Promise<string> => {
    const form = await boss.get('/desk/grid/workers')
    const typed = { name, phone: '13800138000', place, office }
    const seen = await boss.submit(form, 'name="phone"', typed)
    const item = seen.html.slice(seen.html.indexOf(name))
    return /action="\/desk\/grid\/workers\/([\w-]+)"/.exec(item)?.[1] ?? ''
  }
  const linkOf = async (worker: string): Promise<string> => {
    const page = await boss.get('/desk/grid/workers')
    const shown = await boss.submit(page, `workers/${worker}"`, { deed: 'link' })
    return /\/grid\/pair\/[\w-]+/.exec(shown.html)?.[0] ?? ''
  }
  const pairedPhone = async (worker: string): Promise<BrowserLike> => {
    const phone = aBrowser(desk.app)
    const asked = await phone.get(await linkOf(worker))
    await phone.submit(asked, 'name="digits"', { digits: '8000' })
    return phone
  }
  const give = async (worker: string, more: object = {}): Promise<Seen> =>
    await handler.submit(await handler.get('/desk/grid/give'), 'name="where"', {
      ...routine,
      worker,
      ...more,
    })
  const days = async (n: number): Promise<void> => {
    desk.later(n * day)
    for (const who of [boss, handler]) who.cookies.clear()
    await boss.signIn('boss')
    await handler.signIn('doctor')
  }
  return { desk, boss, handler, aWorker, linkOf, pairedPhone, give, days }
}
