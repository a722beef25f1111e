import type { Delivery, Port } from '#conversation/channel.ts'
import type { Deed, Heard, MediaRef, Outgoing, TranscriptLine } from '#conversation/message.ts'

/** A small real house behind a bot: it keeps what it hears, answers each delivery once, and says the same again. */
export interface House {
  readonly port: Port
  /** What was heard for the first time, in order. */
  readonly heard: readonly Heard[]
  readonly kept: readonly { readonly id: string; readonly bytes: Uint8Array }[]
  /** What the bot said became of each message said to it. */
  readonly deliveries: readonly Delivery[]
  /** In the order they happened: `keep`, `hear`. */
  readonly steps: readonly string[]
  /** News of the office for somebody: kept in the transcript, for the bot to send. */
  readonly news: (channel: string, address: string, text: string) => Outgoing
  /** The next `times` deliveries fail before anything is kept. */
  readonly fail: (times: number) => void
  /** A message with these words can never be kept. */
  readonly choke: (words: string) => void
  /** Resolves when all that was being heard is answered. */
  readonly quiet: () => Promise<void>
  /** Nothing more is heard until the returned function is called. */
  readonly hold: (address?: string) => () => void
}

const areas = [
  { code: '500153', name: '重庆市荣昌区', demo: false },
  { code: '150000', name: '内蒙古自治区', demo: true },
]

export function openHouse({ only }: { readonly only?: string } = {}): House {
  const heard: Heard[] = []
  const kept: { id: string; bytes: Uint8Array }[] = []
  const deliveries: Delivery[] = []
  const steps: string[] = []
  const answered = new Map<string, readonly Outgoing[]>()
  const lines = new Map<string, TranscriptLine[]>()
  const gates = new Map<string, Promise<void>>()
  let failing = 0
  const chokes = new Set<string>()
  const busy = new Set<Promise<void>>()
  let count = 0

  const linesOf = (channel: string, address: string): TranscriptLine[] => {
    const key = `${channel} ${address}`
    const found = lines.get(key) ?? []
    lines.set(key, found)
    return found
  }
  const write = (channel: string, address: string, line: Omit<TranscriptLine, 'id' | 'at'>) => {
    count += 1
    const whole = { id: `line-${count}`, at: 1_700_000_000_000 + count * 1000, ...line }
    linesOf(channel, address).push(whole)
    return whole
  }
  const first = (delivery: Heard): readonly Outgoing[] => {
    if (delivery.what.type === 'text' && chokes.has(delivery.what.text))
      throw new Error('the house could not keep it')
    if (failing > 0) {
      failing -= 1
      throw new Error('the house could not keep it')
    }
    const { channel, address, what } = delivery
    heard.push(delivery)
    const own = ownLine(what)
    if (own) write(channel, address, { from: 'reporter', ...own })
    return answersTo(what).map((answer) => {
      const { id, text, buttons } = write(channel, address, { from: 'office', ...answer })
      return { id, text, ...(buttons ? { buttons } : {}) }
    })
  }

  const heardAndAnswered = async (
    delivery: Heard,
    say: Parameters<Port['hear']>[1],
  ): Promise<void> => {
    await (gates.get(delivery.address) ?? gates.get('*'))
    const key = `${delivery.channel} ${delivery.address} ${delivery.once}`
    const answers = answered.get(key) ?? first(delivery)
    answered.set(key, answers)
    for (const [n, answer] of answers.entries())
      deliveries.push(await say(answer, answers.slice(n + 1)))
  }

  const port: Port = {
    hear: async (delivery, say) => {
      steps.push('hear')
      const work = heardAndAnswered(delivery, say)
      busy.add(work)
      await work.finally(() => busy.delete(work))
      return undefined
    },
    keepFile: async ({ kind, name, bytes }) => {
      steps.push('keep')
      if (Buffer.from(bytes).subarray(0, 2).toString() === 'MZ')
        return { refused: 'forbidden-kind' }
      const ref: MediaRef = {
        id: `file-${kept.length}`,
        kind,
        state: 'kept',
        ...(name ? { name } : {}),
      }
      kept.push({ id: ref.id, bytes })
      return ref
    },
    transcript: async (channel, address, after) => {
      const all = linesOf(channel, address)
      return all.slice(all.findIndex(({ id }) => id === after) + 1)
    },
    proposals: () => [],
    areas: () => areas.filter(({ code }) => only === undefined || code === only),
  }
  return {
    port,
    heard,
    kept,
    deliveries,
    steps,
    news: (channel, address, text) => write(channel, address, { from: 'office', text }),
    quiet: async () => {
      await Promise.allSettled(busy)
    },
    choke: (words) => void chokes.add(words),
    fail: (times) => {
      failing = times
    },
    hold: (address = '*') => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gates.set(address, promise)
      return () => {
        gates.delete(address)
        resolve()
      }
    },
  }
}

type Words = Pick<TranscriptLine, 'text' | 'buttons' | 'media'>

function ownLine(what: Deed): Words | undefined {
  switch (what.type) {
    case 'text':
      return { text: what.text }
    case 'button':
      return { text: what.data === 'b:1' ? '行' : '不对，换一类' }
    case 'media':
      return {
        text: what.caption ?? '',
        media: what.media.map(({ kind, name }) => ({ kind, ...(name ? { name } : {}) })),
      }
    case 'location':
    case 'contact':
    case 'refused-media':
    case 'start':
    case 'unreadable':
    case 'closed':
      return undefined
  }
}

const options = [
  { label: '行', data: 'b:1' },
  { label: '不对，换一类', data: 'b:2' },
]

function answersTo(what: Deed): readonly Words[] {
  switch (what.type) {
    case 'start':
      return [{ text: '您好，这里是举报通道。发生了什么事？直接说就行。' }]
    case 'text':
      return [
        { text: `记下了：${what.text.slice(0, 1000)}` },
        { text: '先按“无证行医”登记，行吗？', buttons: options },
      ]
    case 'button':
      return [{ text: `选的是 ${what.data}。具体在哪儿？` }]
    case 'media':
      return [{ text: `收到 ${what.media.length} 个文件。` }]
    case 'refused-media':
      return [{ text: `没能收下：${what.why}` }]
    case 'location':
      return [{ text: `位置 ${what.latitude} ${what.longitude}` }]
    case 'contact':
      return [{ text: '电话收到了。' }]
    case 'unreadable':
      return [{ text: '没看明白，麻烦换个说法。' }]
    case 'closed':
      return []
  }
}
