import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkData } from '#packs/check.ts'
import { readOwnCalendars } from '#packs/own-calendars.ts'
import { tell } from '#packs/problem.ts'
import { verifyChains } from '#service/audit-heads.ts'
import { clockJump, confirmClock } from '#service/clock-guard.ts'
import { canariesNow } from '#service/condition.ts'
import { openCase } from '#service/case-file.ts'
import { casesAfter } from '#store/cases.ts'
import { packFaults } from '#service/packs-in-force.ts'
import { isServed } from '#store/lock.ts'
import { countUndelivered } from '#store/outbox-lease.ts'
import { isUnreachable } from '#vault/master-key.ts'
import { screenIds } from '#web/screens.ts'
import type { Config } from '../config.ts'
import { hasStore } from '../has-store.ts'
import type { House } from '../house.ts'
import { lookAtEvidence } from './doctor/evidence.ts'
import { toDo, type Finding } from './doctor/finding.ts'
import { lookAtKeyCare, lookAtKeyring } from './doctor/keys.ts'
import { lookAtDisk, lookAtZone } from './doctor/machine.ts'
import { lookAtNetwork } from './doctor/network.ts'
import { lookAtWebhooks } from './doctor/webhooks.ts'
import { exit, print, printJson, type Exit } from './output.ts'
import { settingsToOpen, withHouse } from './setup.ts'

const hour = 3600 * 1000

/** `yijian doctor`: what is well, and of what is not, what to do. Exit 1 if anything is to be done. */
export async function doctorCommand(options: {
  readonly json?: true
  readonly clockOk?: true
  /** Also knocks at the machines that notices go to and at our own address. */
  readonly network?: true
}): Promise<Exit> {
  const settings = settingsToOpen(process.env)
  if (!settings) return exit.usage
  if (options.clockOk && hasStore(settings.config)) await sayClockIsRight(settings)
  const { config } = settings
  const packs = lookAtPacks(config)
  const findings: Finding[] = [packs]
  if (!hasStore(config)) findings.push(noStore(config))
  else {
    findings.push(...lookAtDisk(config.stateDir), lookAtZone(), lookAtServe(config))
    findings.push(...(await lookInside(settings, options.network ?? false)))
  }
  if (options.json) printJson({ findings })
  else
    for (const { about, well, say } of findings)
      print(`${well ? '好    ' : '要处理'}  ${about}  ${say}`)
  return findings.every(({ well }) => well) ? exit.done : exit.refused
}

function lookAtPacks({ dataDir, stateDir }: Config): Finding {
  const about = 'packs'
  const { problems } = checkData(dataDir, screenIds())
  if (problems.length > 0)
    return { about, well: false, say: `${problems.length} 处不对：yijian check-data 逐条列出` }
  const own = readOwnCalendars(stateDir)
  const [fault] = own.problems
  if (fault) return { about, well: false, say: tell(fault) }
  const years = [...own.years.keys()].map((year) => `${year} 年的放假安排用的是自己导入的`)
  return { about, well: true, say: ['方案、事项、时限都读得通', ...years].join('；') }
}

const noStore = ({ stateDir }: Config): Finding => ({
  about: 'store',
  well: false,
  say: `${stateDir} 里没有数据库：把 STATE_DIR 设对，或先启动一次 yijian serve`,
})

/** Channels by whose door a made-up report did not come in. */
async function lookAtCanaries({ world }: House): Promise<readonly Finding[]> {
  const rows = await canariesNow(world)
  return rows.flatMap(({ channel, lateSince }) =>
    lateSince === undefined ? [] : [toDo('canary', `${channel} ${unheard}`)],
  )
}

const unheard = '的自检没有通过，从那里来的举报可能到不了收件箱：看日志里 canary 的记录'

/** Not to serve is no fault: the command may be asked before the first start. */
function lookAtServe({ databaseUrl, stateDir }: Config): Finding {
  const served = databaseUrl === undefined && isServed(stateDir)
  return { about: 'serve', well: true, say: served ? 'serve 正在运行' : 'serve 没有在这里运行' }
}

async function lookInside(
  settings: Parameters<typeof withHouse>[0],
  network: boolean,
): Promise<readonly Finding[]> {
  try {
    return await withHouse(settings, async (house) => {
      const store: Finding = { about: 'store', well: true, say: '数据库打得开' }
      const { config } = settings
      const keys = await lookAtKeys(house, config)
      const { findings: webhooks, urls } = await lookAtWebhooks(house)
      const ours = config.publicUrl.startsWith('https:') ? [config.publicUrl] : []
      return [
        store,
        ...lookAtOlder(house),
        keys,
        ...(await lookAtKeyCare(house, config)),
        ...(await lookAtKeyring(house)),
        ...(await lookAtEvidence(house, config.stateDir)),
        await lookAtAudit(house),
        await lookAtMessages(house),
        ...(await lookAtCanaries(house)),
        ...webhooks,
        ...(network ? await lookAtNetwork([...ours, ...urls], house.world.clock) : []),
        lookAtAreas(house),
        await lookAtClock(house),
      ]
    })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    if (isUnreachable(cause)) return [serviceAway(why)]
    return [{ about: 'store', well: false, say: `打不开：${why}。${opening}` }]
  }
}

const opening =
  '看磁盘满没满、文件夹能不能写、DATABASE_URL 对不对，再运行一次；还是打不开，把最近的备份恢复到一个空文件夹'

/** A house that is open has what it needs of the master key in memory. */
const serviceAway = (why: string): Finding => ({
  about: 'keys',
  well: false,
  say: `密钥服务没有回答：${why}。正在运行的 serve 不受影响，恢复以前不要重启`,
})

/** `--clock-ok`: what waited for a person's word goes on. */
async function sayClockIsRight(settings: Parameters<typeof withHouse>[0]): Promise<void> {
  const jump = await withHouse(settings, async ({ world }) => await confirmClock(world))
  print(jump === 0 ? '时钟本来就对得上' : `已确认现在的时钟，${inWords(jump)}记在留痕里`)
}

async function lookAtClock({ world }: House): Promise<Finding> {
  const jump = await clockJump(world)
  if (jump === 0) return { about: 'clock', well: true, say: '时钟和记录对得上' }
  const say = `${inWords(jump)}，到期删除和提醒都停着：看准时间，再运行 yijian doctor --clock-ok`
  return { about: 'clock', well: false, say }
}

function inWords(jump: number): string {
  const hours = Math.abs(jump) / hour
  const span =
    hours < 48 ? `${Math.max(1, Math.round(hours))} 小时` : `${Math.round(hours / 24)} 天`
  return jump < 0 ? `时钟比记录慢了 ${span}` : `时钟比记录快了 ${span}，或者停机了这么久`
}

/** Areas that go on with an older plan, since the one meant for them is broken. */
const lookAtOlder = ({ world }: House): readonly Finding[] =>
  packFaults(world).map(({ area, using, problems }) => ({
    about: 'packs',
    well: false,
    say: `${area} 仍按 ${using} 分办，新的有错：${problems[0] ?? ''}。在工作台“方案”里改正后重新发布`,
  }))

/** The newest of the first cases is opened: with the wrong keys none can be. */
async function lookAtKeys({ world }: House, config: Config): Promise<Finding> {
  try {
    await world.db.read(async (tx) => {
      const rows = await casesAfter(tx, '', 50)
      const row = rows.findLast(({ erasedAt }) => erasedAt === undefined)
      if (row) await openCase(world, tx, row)
    })
  } catch {
    const say = '案件打不开：放回和数据同一次备份的 keys.db，以及当时的 master.key（或 MASTER_KEY）'
    return { about: 'keys', well: false, say }
  }
  const beside = !config.secrets.masterKey && existsSync(join(config.stateDir, 'master.key'))
  const say = beside ? '案件打得开；master.key 和数据放在一起，正式使用请另存' : '案件打得开'
  return { about: 'keys', well: true, say }
}

async function lookAtAudit({ world }: House): Promise<Finding> {
  const verified = await verifyChains(world)
  if (verified.ok)
    return { about: 'audit', well: true, say: `留痕 ${verified.value.entries} 条，没有断` }
  const { key, facts } = verified.refusal
  const where = Object.values(facts ?? {}).join(' 第 ')
  return {
    about: 'audit',
    well: false,
    say: `留痕被改动（${key}，${where} 条）：保全现场，拿备份比对`,
  }
}

async function lookAtMessages({ world }: House): Promise<Finding> {
  const since = world.clock() - hour
  const stuck = await world.db.read(async (tx) => await countUndelivered(tx, since))
  return stuck === 0
    ? { about: 'messages', well: true, say: '没有送不出去的消息' }
    : { about: 'messages', well: false, say: `${stuck} 条消息没有送到：看渠道的网络和令牌` }
}

function lookAtAreas({ port }: House): Finding {
  const areas = port.areas()
  const demo = areas.filter((area) => area.demo).length
  const say = `辖区 ${areas.length} 个，其中 ${demo} 个是演示`
  return { about: 'areas', well: true, say }
}
