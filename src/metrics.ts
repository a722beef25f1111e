import { statfs } from 'node:fs/promises'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { canariesNow, conditionOf, type Standing } from '#service/condition.ts'
import type { Sealed } from '#service/sealed.ts'
import type { CanaryRow } from '#store/canaries.ts'
import type { Meter } from './meter.ts'

/** What a monitoring system reads, in the text format of Prometheus. */
export interface Metrics {
  readonly meter: Meter
  /** Counts of now are asked of the house when somebody reads. */
  readonly watch: (
    house: { readonly world: Sealed },
    stateDir: string,
    spansLost?: () => number,
  ) => void
  readonly text: () => Promise<string>
  readonly type: string
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  let read: Read = async () => {}
  return {
    meter: meterIn(registry),
    watch: (house, stateDir, spansLost) => {
      read = readerOf(registry, house, stateDir)
      if (spansLost) countLost(registry, spansLost)
    },
    text: async () => {
      await read()
      return await registry.metrics()
    },
    type: registry.contentType,
  }
}

function meterIn(registry: Registry): Meter {
  const registers = [registry]
  const heard = new Histogram({
    name: 'yijian_message_seconds',
    help: 'Time from a message until its answer is on disk and on its way, by channel.',
    labelNames: ['channel'],
    buckets,
    registers,
  })
  const answers = new Counter({
    name: 'yijian_answers_total',
    help: 'Answers to messages, by channel and what became of them.',
    labelNames: ['channel', 'outcome'],
    registers,
  })
  const rounds = new Histogram({
    name: 'yijian_round_seconds',
    help: 'Time of one round of what is due.',
    labelNames: ['well'],
    buckets,
    registers,
  })
  const requests = new Histogram({
    name: 'yijian_http_request_seconds',
    help: 'Time of one answer over HTTP, by the pattern of its route.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  return {
    heard: (channel, seconds) => heard.observe({ channel }, seconds),
    answered: (channel, outcome) => answers.inc({ channel, outcome }),
    round: (seconds, isWell) => rounds.observe({ well: isWell ? 'yes' : 'no' }, seconds),
    request: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
  }
}

/** Counted where the spans are; told when somebody reads. */
function countLost(registry: Registry, spansLost: () => number): void {
  const lost: Gauge = new Gauge({
    name: 'yijian_trace_spans_lost',
    help: 'Parts of traces since the start that no collector took.',
    registers: [registry],
    collect: () => lost.set(spansLost()),
  })
}

type Read = () => Promise<void>

const gauges = {
  up: ['yijian_up', 'This process answers.'],
  store: ['yijian_store_up', 'Whether the store answers: 1 or 0.'],
  unsent: ['yijian_outbox_unsent', 'Messages to people that wait, by how far they came.', 'state'],
  late: ['yijian_outbox_late_seconds', 'How far the longest waiting message is beyond its time.'],
  lost: [
    'yijian_outbox_undeliverable',
    'Messages that were given up and stand on a list at the desk.',
  ],
  notices: ['yijian_notices_unsent', 'Notices to departments and webhooks that wait.'],
  followUps: [
    'yijian_follow_ups_waiting',
    'New reports that were not compared with others yet and cannot be searched for.',
  ],
  open: ['yijian_tasks_open', 'Tasks of offices that are not finished.'],
  overdue: ['yijian_tasks_overdue', 'Open tasks beyond their due day.'],
  waiting: ['yijian_conversations_waiting', 'Conversations that wait for a person.'],
  urgent: ['yijian_urgent_unacknowledged', 'Cases of danger to life that nobody has acknowledged.'],
  troubles: ['yijian_trouble', 'What keeps the office from its work: 1 for each.', 'what'],
  channels: ['yijian_channel_up', 'Whether a channel of this process works: 1 or 0.', 'channel'],
  canaries: [
    'yijian_canary_up',
    'Whether the last made-up report came from a channel to its queue: 1 or 0.',
    'channel',
  ],
  canaryTime: ['yijian_canary_seconds', 'How long the last that came was on its way.', 'channel'],
  canaryAge: ['yijian_canary_age_seconds', 'How long ago that was.', 'channel'],
  free: ['yijian_disk_free_bytes', 'Free space where the state lies.'],
  round: ['yijian_round_age_seconds', 'How long ago all that was due was done.'],
} as const

type Gauges = Readonly<Record<keyof typeof gauges, Gauge>>

/** Asks the house how it stands; a store that does not answer is a figure too. */
function readerOf(
  registry: Registry,
  { world }: { readonly world: Sealed },
  stateDir: string,
): Read {
  const registers = [registry]
  const g = Object.fromEntries(
    Object.entries(gauges).map(([key, [name, help, label]]) => [
      key,
      new Gauge({ name, help, labelNames: label ? [label] : [], registers }),
    ]),
  ) as Gauges
  return async () => {
    const now = world.clock()
    g.up.set(1)
    g.round.set((now - (world.pulse?.last() ?? now)) / 1000)
    for (const { channel, state } of world.channelsHere?.states.all() ?? [])
      g.channels.set({ channel }, state === 'on' ? 1 : 0)
    const disk = await statfs(stateDir).catch(() => undefined)
    if (disk) g.free.set(disk.bavail * disk.bsize)
    const found = await conditionOf(world).catch(() => undefined)
    g.store.set(found ? 1 : 0)
    g.troubles.reset()
    if (found) show(g, found, now)
    const birds = await canariesNow(world).catch(() => [])
    // A channel that was switched off has no figure, rather than its last one for ever.
    for (const figure of [g.canaries, g.canaryTime, g.canaryAge]) figure.reset()
    for (const one of birds) showCanary(g, one, now)
  }
}

function showCanary(g: Gauges, row: CanaryRow, now: number): void {
  const { channel, lateSince, arrivedAt, tookMs } = row
  g.canaries.set({ channel }, lateSince === undefined ? 1 : 0)
  if (tookMs !== undefined) g.canaryTime.set({ channel }, tookMs / 1000)
  if (arrivedAt !== undefined) g.canaryAge.set({ channel }, (now - arrivedAt) / 1000)
}

function show(g: Gauges, { counts, troubles }: Standing, now: number): void {
  for (const [state, n] of Object.entries(counts.unsent)) g.unsent.set({ state }, n)
  g.late.set(Math.max(0, (now - (counts.oldestDueAt ?? now)) / 1000))
  g.lost.set(counts.undeliverable)
  g.notices.set(counts.noticesUnsent)
  g.followUps.set(counts.followUps)
  g.open.set(counts.openTasks)
  g.overdue.set(counts.overdueTasks)
  g.waiting.set(counts.waiting)
  g.urgent.set(counts.urgent)
  for (const { what } of troubles) g.troubles.set({ what }, 1)
}
