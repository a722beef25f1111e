import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'

import { describe, expect, it } from 'vitest'

import { createTerminal } from '#bots/terminal.ts'

import { keepsTheContract } from './contract.ts'
import type { Platform } from './contract.ts'
import { openHouse } from './house.ts'

/** What was written to the screen; `prompted` waits until the prompt is back. */
function openScreen() {
  const output = new PassThrough()
  const prompts: (() => void)[] = []
  const back: Promise<void>[] = []
  let text = ''
  for (let n = 0; n < 20; n += 1) {
    back.push(new Promise((resolve) => prompts.push(resolve)))
  }
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    if (text.endsWith('> ')) prompts.shift()?.()
  })
  return {
    output,
    text: () => text,
    prompted: async () => {
      await back.shift()
    },
  }
}

keepsTheContract('terminal', async (): Promise<Platform> => {
  const house = openHouse()
  const screen = openScreen()
  const input = new PassThrough()
  const folder = mkdtempSync(join(tmpdir(), 'yijian-terminal-'))
  let id = 0
  let typed = ''
  const bot = createTerminal(
    { input, output: screen.output, address: 'me', once: () => `line-${id}`, tty: true },
    house.port,
  )
  const type = async (line: string): Promise<void> => {
    typed = line
    input.write(`${line}\n`)
    await screen.prompted()
  }
  await bot.start()
  await screen.prompted()
  return {
    house,
    bot,
    address: () => 'me',
    say: async (text) => {
      id += 1
      await type(text)
    },
    again: async () => await type(typed),
    choose: async () => {
      id += 1
      await type('1')
    },
    attach: async (bytes, name) => {
      id += 1
      writeFileSync(join(folder, name), bytes)
      await type(`/photo ${join(folder, name)}`)
    },
    seen: async () =>
      screen
        .text()
        .split(/^(?:> )+|\n(?=  \S)/m)
        .map((part) => part.replaceAll(/^ {2}/gm, '').replace(/\n(?:> )*$/, ''))
        .filter((part) => part !== '' && !/^\d /.test(part)),
    leave: async () => {
      input.end()
      await bot.ended
    },
    close: async () => {
      input.end()
      await bot.ended
      rmSync(folder, { recursive: true })
    },
  }
})

describe('terminal', () => {
  it('a script of lines is answered line by line, in order, and then it ends', async () => {
    const house = openHouse()
    const output = new PassThrough()
    const script = Readable.from(['有人无证行医\n', '\n还在\n最后一句'])
    const bot = createTerminal({ input: script, output, area: '500153' }, house.port)
    await bot.start()
    await bot.ended
    output.end()
    expect(await new Response(Readable.toWeb(output) as ReadableStream).text()).toBe(
      [
        '  您好，这里是举报通道。发生了什么事？直接说就行。',
        ...['有人无证行医', '', '还在', '最后一句'].flatMap((line) =>
          line === ''
            ? ['> ']
            : [
                `> ${line}`,
                `  记下了：${line}`,
                '  先按“无证行医”登记，行吗？',
                '  1 行',
                '  2 不对，换一类',
              ],
        ),
        '',
      ].join('\n'),
    )
    expect(house.heard.every(({ area }) => area === '500153')).toBe(true)
  })

  it('a file that is not there is said, and nothing is heard', async () => {
    const house = openHouse()
    const output = new PassThrough()
    const script = Readable.from(['/photo /no/such/file.jpg\n'])
    const bot = createTerminal({ input: script, output }, house.port)
    await bot.start()
    await bot.ended
    expect(String(output.read())).toContain('读不到这个文件：/no/such/file.jpg')
    expect(house.heard.map(({ what }) => what.type)).toEqual(['start'])
  })
})
