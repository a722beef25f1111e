import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../main.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { fillDemo, type DemoAccount } from './demo-fill.ts'
import { complain, exit, print, type Exit } from './output.ts'
import { stopped, untilOver } from './serve.ts'

/** `yijian demo`: a throw-away instance with a few dozen cases, so that a visitor sees a living desk. */
export async function demoCommand(options: { readonly keep?: true }): Promise<Exit> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-demo-'))
  const read = readConfig({ ...process.env, STATE_DIR: dir, DATABASE_URL: '', LOG_LEVEL: 'warn' })
  if (!read.ok) {
    for (const problem of read.problems) complain(problem)
    return exit.usage
  }
  const settings = { config: read.config, log: createLog(read.config.logLevel) }
  const password = randomBytes(9).toString('base64url')
  try {
    const accounts = await fillDemo(settings, password)
    const served = await serve(settings)
    introduce(served.url, accounts, password)
    const lost = await untilOver(served)
    const isStopped = await stopped(served)
    return lost || !isStopped ? exit.refused : exit.done
  } finally {
    if (!options.keep) rmSync(dir, { recursive: true, force: true })
  }
}

function introduce(url: string, accounts: readonly DemoAccount[], password: string): void {
  print(`Yijian 医监 演示（停下后全部丢弃）：${url}`)
  print(`  群众举报：${url}/chat    查询：${url}/track    工作台：${url}/desk`)
  print(`  下面的登录名，密码都是 ${password}`)
  for (const { login, office } of accounts) print(`  ${login.padEnd(24)}${office}`)
}
