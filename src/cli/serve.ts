import { createHash, randomBytes } from 'node:crypto'
import { invite, officersIn } from '#service/officers.ts'
import { packFaults } from '#service/packs-in-force.ts'
import { giveBack } from '../give-back.ts'
import { serve, type Served } from '../main.ts'
import { startRefusals } from '../start-refusals.ts'
import { inTime } from '../ticking.ts'
import { complain, exit, print, wordsOf, type Exit } from './output.ts'
import { settingsToOpen } from './setup.ts'

/** So long all of a stop takes at most: less than the half minute after which systemd and Docker kill it. */
const longestStop = 25_000

/** `yijian serve`: everything on one machine until it is told to stop. */
export async function serveCommand(): Promise<Exit> {
  const settings = settingsToOpen(process.env)
  if (!settings) return exit.usage
  const refusals = startRefusals(settings.config)
  for (const refusal of refusals) complain(refusal)
  if (refusals.length > 0) return exit.refused
  const served = await serve({ ...settings, show: print })
  const over = untilOver(served)
  await sayWhatToOpen(served)
  giveBack()
  const lost = await over
  if (!(await stopped(served))) return cutOff()
  return lost ? exit.refused : exit.done
}

/** Resolves when it is told to stop, or when the disk takes nothing more: whether that, which it says. */
export async function untilOver({ house }: Pick<Served, 'house'>): Promise<boolean> {
  const told = untilTold()
  const lost = await Promise.race([told, house.world.db.lost ?? told])
  if (lost) complain('数据写不进磁盘，服务停止。请检查磁盘和剩余空间（dmesg、df -h），再启动')
  return lost !== undefined
}

/** Whether all was closed in order and in time; what could not be closed would keep the process. */
export async function stopped({ stop }: Pick<Served, 'stop'>): Promise<boolean> {
  try {
    return await inTime(stop(), longestStop)
  } catch (cause) {
    complain(wordsOf(cause))
    return false
  }
}

/** What waits for a database that says nothing would keep the process: it ends all the same. */
function cutOff(): Exit {
  complain(
    '停止没有做完：数据库没有应答。没说完的话下次启动接着说，没确认的消息平台会再送来。请检查到数据库的网络，再启动',
  )
  setTimeout(() => process.exit(exit.refused), 100).unref()
  return exit.refused
}

/** Six lines: where citizens, officers and the curious go. */
async function sayWhatToOpen({ url, house }: Served): Promise<void> {
  const areas = house.port.areas()
  const demo = areas.filter((area) => area.demo).length
  const link = await firstLink(url, house)
  print(`Yijian 医监 已启动：${url}`)
  print(`  群众举报（手机页面）：${url}/chat`)
  print(`  凭编号和密码查询：    ${url}/track`)
  print(`  办理人员工作台：      ${url}/desk`)
  print(link ? `  首次设置管理员：      ${link}` : '  管理员已设置，直接登录工作台')
  print(
    `  辖区 ${areas.length} 个，其中 ${demo} 个是演示：填写主办单位、值班电话并导入单位后转为正式`,
  )
  for (const { area, using, problems } of packFaults(house.world))
    complain(
      `注意：${area} 的方案数据有错，仍按 ${using} 分办：\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
}

/** While nobody can sign in, each start makes a link by which the administrator sets a password, once. */
async function firstLink(url: string, { world }: Served['house']): Promise<string | undefined> {
  if ((await officersIn(world)).length > 0) return undefined
  return await setupLink(url, world, {
    role: 'administrator',
    area: '',
    office: '',
    name: '管理员',
  })
}

/** A one-time link for one person. */
export async function setupLink(
  url: string,
  world: Parameters<typeof invite>[0],
  invitation: Parameters<typeof invite>[3],
): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest('base64url')
  const invited = await invite(world, 'operator', tokenHash, invitation)
  return invited.ok ? `${url}/desk/setup/${token}` : undefined
}

/** Resolves when the process is asked to stop. */
async function untilTold(): Promise<void> {
  const told = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => told.resolve())
  await told.promise
}
