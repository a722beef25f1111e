import { DAY, HOUR, YES_NO, builder, flag, text, textOf } from '#conversation/builder.ts'
import type { Flow, Node, Story, Words } from '#conversation/flow.ts'
import { ENGINE_KEYS } from '#conversation/engine-keys.ts'
import { zhCn } from './words.ts'

const { flow, say, ask, when, branch, review, request, handOver, end } = builder()

/** The smallest sound flow that has one of everything; broken flows are made of it. */
export const form = flow(
  {
    id: 'form',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait: { remindAfter: HOUR, expireAfter: DAY },
    tries: 3,
    retry: 'retry',
    exhausted: 'person',
    needs: { areaName: text(12) },
  },
  {
    hello: say('hello'),
    name: ask('name', textOf(2, 20), { text: 'ask.name' }),
    more: ask('more', YES_NO, { text: 'ask.more', optional: true }),
    enough: branch([when('more', { equals: true }, 'name')], 'check'),
    check: review({
      text: 'review',
      rows: [{ field: 'name', label: 'row.name', edit: 'name' }],
      confirm: 'confirm',
    }),
    file: request('file', ['name', 'more'], { number: text(20), refusal: flag('none') }),
    done: end('done', 'done'),
    person: handOver('not-understood', 'person'),
    cancelled: end('cancelled'),
    expired: end('expired'),
  },
)

const engine = Object.fromEntries(
  Object.keys(ENGINE_KEYS).map((key) => [key, (zhCn as Words)[key] ?? key]),
)

export const words: Words = {
  ...engine,
  hello: '您好，{areaName}。',
  'ask.name': '名称？',
  'ask.more': '还有吗？',
  retry: '没看明白。',
  review: '请核对：\n{rows}',
  'row.name': '名称',
  confirm: '提交',
  done: '编号 {number}。',
  person: '转人工。',
}

export interface Broken {
  readonly story: Story
  /** Where it is broken; absent: in no node. */
  readonly node?: string
}

/** The sound flow with some nodes replaced, added or, where undefined, taken away. */
export const formWith = (nodes: Readonly<Record<string, Partial<Node> | undefined>>): Flow => {
  const all: Record<string, unknown> = { ...form.nodes }
  for (const [id, node] of Object.entries(nodes)) {
    if (node === undefined) delete all[id]
    else all[id] = { ...form.nodes[id], ...node }
  }
  return { ...form, nodes: all as Flow['nodes'] }
}

export const storyOf = (
  flows: readonly Flow[],
  texts: Words = {},
  others: Readonly<Record<string, Words>> = {},
): Story => ({
  flows: Object.fromEntries(flows.map((one) => [one.id, [one]])),
  start: 'form',
  signals: {},
  keywords: [],
  words: { 'zh-cn': { ...words, ...texts }, ...others },
})
