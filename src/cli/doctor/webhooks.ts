import { openKept, type KeptTarget } from '#service/endpoint-target.ts'
import type { EndpointRow } from '#store/notice-endpoints.ts'
import { present } from '#store/row.ts'
import type { Tx } from '#store/transaction.ts'
import type { House } from '../../house.ts'
import { toDo, well, type Finding } from './finding.ts'

const PAGE = 200
const day = 24 * 3_600_000

export interface Told {
  readonly findings: readonly Finding[]
  /** Addresses of the web that notices go to, once each. */
  readonly urls: readonly string[]
}

/** The machines of departments and partners: whether they take what they are told, and whether we sign it. */
export async function lookAtWebhooks({ world }: House): Promise<Told> {
  const findings: Finding[] = []
  const urls = new Set<string>()
  const now = world.clock()
  let count = 0
  for (let after = ''; ;) {
    const rows = await world.db.read(async (tx) => await endpointsAfter(tx, after))
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    for (const row of rows) {
      count += 1
      const say = wrongWith(row, now)
      if (say) findings.push(toDo('webhooks', `${row.area} ${row.name}：${say}`))
      const kept = await openKept(world, row).catch(() => undefined)
      if (!kept) findings.push(toDo('webhooks', `${row.area} ${row.name}：${unopened}`))
      else if (row.state !== 'off' && kept.kind !== 'mail') urls.add(kept.url)
      if (kept && !isSigned(kept, now))
        findings.push(toDo('webhooks', `${row.area} ${row.name}：${unsigned}`))
    }
  }
  const fine = well('webhooks', `部门和协作系统的通知地址 ${count} 个，都收得到`)
  return { findings: findings.length > 0 ? findings : [fine], urls: [...urls] }
}

async function endpointsAfter(tx: Tx, after: string): Promise<readonly EndpointRow[]> {
  const rows = await tx
    .selectFrom('noticeEndpoints')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .execute()
  return rows.map((row) => present(row))
}

const unopened = '地址打不开：在“系统管理—通知”里删掉重新填'
const unsigned = '没有可用的签名密钥，对方认不出是我们：在“系统管理—通知”里换一把'

function wrongWith(row: EndpointRow, now: number): string | undefined {
  const { state, failedAt, failures, failure, sentAt } = row
  const last = sentAt === undefined ? '从来没有送到过' : `上一次送到是 ${daysAgo(now - sentAt)}`
  if (state === 'gone') return `对方说这个地址不再用了，${last}：问清新地址，重新填`
  if (state === 'silent')
    return `一直送不到，已经不再试，${last}：修好后在“系统管理—通知”里重新打开`
  if (state === 'on' && failures > 0 && failedAt !== undefined)
    return `连续 ${failures} 次没送到（${failure ?? '不明'}），${last}：看对方的服务和本机到它的网络`
  return undefined
}

const daysAgo = (ms: number): string => (ms < day ? '一天之内' : `${Math.floor(ms / day)} 天前`)

const isSigned = (kept: KeptTarget, now: number): boolean =>
  kept.kind !== 'webhook' || kept.secrets.some(({ until }) => until === undefined || until > now)
