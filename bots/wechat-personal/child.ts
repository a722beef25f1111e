import type { Line, LineSettings } from './line.ts'
import type { Asked } from './process-line.ts'
import { openWechaty } from './wechaty-line.ts'

/**
 * A process of its own for the puppet: it sees no key and no setting of the house, and when it falls the house stands.
 * What it leaves unhandled is told as a fault; it goes when the house goes.
 */
let line: Promise<Line> | undefined

const say = (message: unknown): void => {
  if (process.connected) process.send?.(message)
}
const opened = async (): Promise<Line> => {
  if (line === undefined) throw new Error('nothing is open')
  return await line
}

async function answerTo({ ask, args }: Asked): Promise<unknown> {
  switch (ask) {
    case 'open':
      line = openWechaty(args[0] as LineSettings, say)
      await line
      return undefined
    case 'send':
      return await (await opened()).send(String(args[0]), String(args[1]))
    case 'file':
      return await (await opened()).file(String(args[0]))
    case 'accept':
      return await (await opened()).accept(String(args[0]))
    case 'close':
      return await (await opened()).close()
  }
}

process.on('unhandledRejection', () => say({ type: 'trouble', why: 'fault' }))
process.on('disconnect', () => process.exit(0))
process.on('message', (asked: Asked) => {
  answerTo(asked).then(
    (value) => say({ type: 'answer', n: asked.n, ok: true, value }),
    () => say({ type: 'answer', n: asked.n, ok: false }),
  )
})
