import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { aStory } from '../service/house.ts'

const entry = fileURLToPath(new URL('../../src/yijian.ts', import.meta.url))

/** Types lines into `yijian talk` and gives all it printed. */
async function talk(lines: readonly string[], stateDir: string): Promise<string> {
  const child = spawn(process.execPath, [entry, 'talk', '--area', '500153'], {
    env: { ...process.env, STATE_DIR: stateDir, LOG_LEVEL: 'error' },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stdin.end(`${lines.join('\n')}\n`)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code, output).toBe(0)
  return output
}

it('in a terminal a citizen reports and looks their report up', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-talk-'))
  try {
    const output = await talk([...aStory, '进度'], dir)
    expect(output).toContain('【演示】')
    expect(output).toContain('已收到并登记，编号 RC-2026-00001')
    expect(output).toContain('编号 RC-2026-00001，')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}, 30_000)
