import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServe, type Running } from './running.ts'

/** What a drill saw. */
export interface DrillResult {
  readonly kills: number
  readonly acknowledged: number
  readonly missing: readonly string[]
  readonly doubled: readonly string[]
  /** Reports that got a number, and those whose number the chat gives after the last restart. */
  readonly filed: readonly string[]
  readonly found: readonly string[]
}

interface Line {
  readonly id: string
  readonly from: 'reporter' | 'office'
  readonly text: string
}

const story = [
  '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  '行',
  '菜市场后门出来左手边卖鱼的楼上二楼',
  '还在',
  '天天早上都有',
  '跳过',
  '跳过',
  '匿名',
  '提交',
]

/** A reporter who writes on through kills: the same delivery again until it is acknowledged. */
export async function drill(kills: number, random: () => number): Promise<DrillResult> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-drill-'))
  const acknowledged: string[] = []
  const filed: string[] = []
  const visitors: string[] = []
  let server = await startServe(dir)
  let killed = 0
  try {
    for (let n = 0; killed < kills; n++) {
      const cookie = `yj_chat=${String(n).padStart(22, 'd')}`
      visitors.push(cookie)
      for (const [turn, words] of story.entries()) {
        const text = words
        const dueToDie = killed < kills && random() < 0.45
        const killing = dueToDie ? killWithin(server, random() * 60) : undefined
        let said = await post(server, cookie, { once: `delivery-${n}-${turn}`, text })
        if (killing) {
          await killing
          killed += 1
          server = await startServe(dir)
        }
        if (!said) said = await post(server, cookie, { once: `delivery-${n}-${turn}`, text })
        if (!said) throw new Error('a fresh server did not answer')
        acknowledged.push(`${cookie} ${turn} ${text}`)
        const number = /[A-Z]{2}-\d{4}-\d{5}/.exec(said.map((line) => line.text).join('\n'))?.[0]
        if (number && !filed.includes(number)) filed.push(number)
      }
    }
    return await compare(server, { kills: killed, acknowledged, filed, visitors })
  } finally {
    await server.kill()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function killWithin(server: Running, ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  await server.kill()
}

/** The lines acknowledged for one delivery, or undefined if the server died under it. */
async function post(
  { url }: Running,
  cookie: string,
  body: { readonly once: string; readonly text: string },
): Promise<readonly Line[] | undefined> {
  try {
    const answer = await fetch(`${url}/chat/messages?area=500153`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`the chat answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Line[]
  } catch (cause) {
    if (cause instanceof TypeError) return undefined
    throw cause
  }
}

interface Told {
  readonly kills: number
  readonly acknowledged: readonly string[]
  readonly filed: readonly string[]
  readonly visitors: readonly string[]
}

async function compare(server: Running, told: Told): Promise<DrillResult> {
  const kept: string[] = []
  const found: string[] = []
  for (const cookie of told.visitors) {
    const answer = await fetch(`${server.url}/chat/messages`, { headers: { cookie } })
    const lines = (await answer.json()) as Line[]
    const own = lines.filter(({ from }) => from === 'reporter')
    kept.push(...own.map(({ text }, turn) => `${cookie} ${turn} ${text}`))
    const said = await post(server, cookie, { once: 'the-last-delivery', text: '进度' })
    found.push(...told.filed.filter((number) => said?.some(({ text }) => text.includes(number))))
  }
  return {
    kills: told.kills,
    acknowledged: told.acknowledged.length,
    missing: told.acknowledged.filter((line) => !kept.includes(line)),
    doubled: kept.filter(
      (line, n) => kept.indexOf(line) !== n || !told.acknowledged.includes(line),
    ),
    filed: told.filed,
    found,
  }
}

/** Whole when nothing acknowledged is missing, nothing acted twice, and every number given is found again. */
export const isWhole = ({ missing, doubled, filed, found }: DrillResult): boolean =>
  missing.length === 0 && doubled.length === 0 && filed.every((number) => found.includes(number))

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = await drill(Number(process.env['KILLS'] ?? 5), Math.random)
  const { kills, acknowledged, filed } = result
  console.log(`crash drill: ${kills} kills, ${acknowledged} acknowledged, ${filed.length} filed`)
  if (!isWhole(result)) {
    console.log(JSON.stringify(result, undefined, 2))
    process.exitCode = 1
  }
}
