import { z } from 'zod'
import type { Session } from '#conversation/session.ts'
import type { Story } from '#conversation/flow.ts'

const option = z.strictObject({
  value: z.string(),
  key: z.string().optional(),
  label: z.string().optional(),
})
const media = z.strictObject({
  id: z.string(),
  kind: z.enum(['image', 'voice', 'video', 'document']),
  name: z.string().optional(),
  state: z.enum(['kept', 'pending']),
})
const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.array(option),
  z.array(media),
])
const frame = z.strictObject({
  flow: z.string(),
  version: z.int(),
  node: z.string(),
  trail: z.array(z.string()),
  editing: z.string().optional(),
  called: z.literal(true).optional(),
  handed: z.string().optional(),
})
const wait = z.strictObject({
  id: z.string().min(1),
  for: z.enum(['answer', 'result']),
  options: z.array(option).optional(),
  page: z.int().min(0).optional(),
  suggestion: value.optional(),
  tries: z.int().min(0),
  remindAt: z.number(),
  expireAt: z.number(),
})
const base = {
  id: z.string(),
  channel: z.string(),
  lang: z.string(),
  frames: z.array(frame),
  answers: z.record(z.string(), value),
  turn: z.int().min(0),
  seen: z.array(z.string()).max(32),
  at: z.number(),
}
const shape = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('waiting'), wait }),
  z.strictObject({ ...base, status: z.literal('handed-over'), why: z.string() }),
  z.strictObject({ ...base, status: z.literal('ended'), outcome: z.string() }),
  z.strictObject({ ...base, status: z.literal('new') }),
])

/** What is wrong with a conversation as it would be kept: its shape, or a place that the story has not. */
export function faultIn(story: Story, session: Session): string | undefined {
  const kept: unknown = JSON.parse(JSON.stringify(session))
  const read = shape.safeParse(kept)
  if (!read.success) return z.prettifyError(read.error)
  for (const { flow: id, version, node } of session.frames) {
    const flow = story.flows[id]?.find((one) => one.version === version)
    if (!flow || !Object.hasOwn(flow.nodes, node))
      return `stands at ${id}/${node}, which is nowhere`
  }
  if (session.status === 'waiting' && session.frames.length === 0) return 'waits without a question'
  const size = JSON.stringify(kept).length
  return size > 400_000 ? `is ${size} characters long` : undefined
}
