// npm run bench [-- --quick]: one process a peer and a case, a warm-up, five runs, the median.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { check, drive, median } from './drive.ts'
import type { Figures } from './drive.ts'
import type { Peer } from './peer.ts'

const PEERS: Readonly<Record<string, () => Promise<Peer>>> = {
  'conversations-object': async () =>
    (await import('./peers/conversations.ts')).grammyConversations('object'),
  'conversations-json': async () =>
    (await import('./peers/conversations.ts')).grammyConversations('json'),
  'grammy-xstate': async () => (await import('./peers/xstate.ts')).xstatePure(true),
  'grammy-project': async () => (await import('./peers/project.ts')).project(true),
  'grammy-reducer': async () => (await import('./peers/reducer.ts')).reducer(true),
  'xstate-actors': async () => (await import('./peers/xstate.ts')).xstateActors(),
  'xstate-pure': async () => (await import('./peers/xstate.ts')).xstatePure(false),
  project: async () => (await import('./peers/project.ts')).project(false),
  reducer: async () => (await import('./peers/reducer.ts')).reducer(false),
}

interface Row extends Figures {
  readonly id: string
  readonly name: string
  readonly inFlight: number
  readonly min: number
  readonly max: number
  readonly stored: number
}

const quick = process.argv.includes('--quick')
const [mode, id = '', inFlight = '1'] = process.argv.slice(2).filter((one) => one !== '--quick')
if (mode === '--one') await one(id, Number(inFlight))
else if (mode === '--flat') await flat()
else all()

/** One peer in a process of its own, so that none warms up another. */
async function one(peerId: string, flying: number): Promise<void> {
  const made = await PEERS[peerId]?.()
  if (!made) throw new Error(`no peer ${peerId}`)
  const stored = await check(made)
  const users = Math.round((quick ? 0.1 : 1) * usersFor(peerId, flying))
  await drive(made, Math.ceil(users / 4), flying, 1_000_000)
  const runs: Figures[] = []
  for (let run = 0; run < 5; run++)
    runs.push(await drive(made, users, flying, 2_000_000 + run * 100_000))
  const of = (figure: keyof Figures): number => median(runs.map((each) => each[figure]))
  const rates = runs.map((each) => each.conversations)
  const row: Row = {
    id: peerId,
    name: made.name,
    inFlight: flying,
    conversations: of('conversations'),
    messages: of('messages'),
    cpu: of('cpu'),
    p50: of('p50'),
    p99: of('p99'),
    min: Math.min(...rates),
    max: Math.max(...rates),
    stored,
  }
  console.log(JSON.stringify(row))
}

function usersFor(peerId: string, flying: number): number {
  if (peerId.startsWith('conversations')) return flying === 1 ? 200 : 2000
  return peerId.startsWith('grammy') ? 5000 : 20_000
}

async function flat(): Promise<void> {
  const { flatness } = await import('./flat.ts')
  console.log(JSON.stringify(flatness(quick ? 40 : 200)))
}

function all(): void {
  const rows: Row[] = []
  console.log(`${process.version}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores\n`)
  for (const flying of ['1', '64']) {
    for (const peerId of Object.keys(PEERS)) {
      const row = inProcess<Row>(['--one', peerId, flying])
      rows.push(row)
      console.log(line(row))
    }
  }
  // Held against each other twice more, in turn: what else the machine does then hits both.
  const pairs = [1, 2].flatMap(() =>
    ['project', 'xstate-pure'].flatMap((peerId) =>
      ['1', '64'].map((flying) => inProcess<Row>(['--one', peerId, flying])),
    ),
  )
  const late = inProcess<{ second: number; late: number; size: number }>(['--flat'])
  console.log(
    `\nmessage 2: ${late.second.toFixed(2)} µs, message 2,000: ${late.late.toFixed(2)} µs, session then ${late.size} B`,
  )
  hold([...rows, ...pairs], late)
}

function inProcess<T>(args: readonly string[]): T {
  const self = fileURLToPath(import.meta.url)
  const all = ['--expose-gc', self, ...args, ...(quick ? ['--quick'] : [])]
  return JSON.parse(execFileSync(process.execPath, all, { encoding: 'utf8' })) as T
}

function line(row: Row): string {
  const number = (value: number, width: number): string => value.toFixed(0).padStart(width)
  const spread = `(${row.min.toFixed(0)}–${row.max.toFixed(0)})`.padEnd(15)
  const waits = row.inFlight === 1 ? `  p50 ${row.p50.toFixed(3)} p99 ${row.p99.toFixed(3)} ms` : ''
  return (
    `${number(row.inFlight, 3)} in flight  ${row.name.padEnd(38)} ${number(row.conversations, 7)} conv/s ${spread}` +
    ` ${number(row.messages, 8)} msg/s  ${row.cpu.toFixed(1).padStart(6)} µs/msg${waits}`
  )
}

/** The bars, by the best of all runs: another program on the machine slows a run, none makes it faster. */
function hold(
  rows: readonly Row[],
  late: { readonly second: number; readonly late: number },
): void {
  const best = (peerId: string, flying: number): number =>
    Math.max(
      ...rows.filter((row) => row.id === peerId && row.inFlight === flying).map(({ max }) => max),
    )
  const times = (ours: string, theirs: string, flying: number): string =>
    (best(ours, flying) / best(theirs, flying)).toFixed(1)
  const bare = [1, 64].map((flying) => Number(times('project', 'xstate-pure', flying)))
  const stored = rows.find(({ id: peerId }) => peerId === 'project')?.stored ?? 0
  console.log(`session after ten messages: ${stored} B`)
  for (const flying of [1, 64])
    console.log(
      `behind grammY, ${flying} in flight: ${times('grammy-project', 'conversations-json', flying)} × conversations`,
    )
  const behind = Number(times('grammy-project', 'conversations-json', 64))
  const bars: readonly (readonly [string, boolean])[] = [
    [`bare ${bare.join(' and ')} × XState pure, at least 2.2`, Math.min(...bare) >= 2.2],
    [`behind grammY, 64 in flight: ${behind} × conversations, at least 6`, behind >= 6],
    ['message 2,000 at most 1.2 × message 2', late.late <= 1.2 * late.second],
    ['session after ten messages at most 1.5 kB', stored > 0 && stored <= 1500],
  ]
  for (const [bar, isHeld] of bars) console.log(`${isHeld ? 'held  ' : 'MISSED'}  ${bar}`)
  if (bars.some(([, isHeld]) => !isHeld)) process.exitCode = 1
}
