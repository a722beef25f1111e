import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { describe, expect, it } from 'vitest'

import { createWechatPersonal } from '#bots/wechat-personal.ts'
import { missingFor } from '#bots/wechat-personal/missing.ts'

import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/main.ts'
import { openHouse } from './house.ts'

/** What `serve` warns of with this puppet, until it is stopped at once. */
async function warnings(puppet: string): Promise<readonly unknown[]> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-puppet-'))
  const read = readConfig({ STATE_DIR: dir, PORT: '0', WECHAT_PUPPET: puppet })
  if (!read.ok) throw new Error(read.problems.join())
  const said: unknown[] = []
  const log = {
    info: () => {},
    warn: (...line: unknown[]) => void said.push(line),
    error: () => {},
  }
  try {
    const served = await serve({ config: read.config, log })
    await served.stop()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
  return said
}

describe('what is set but not installed', () => {
  it('refuses the start, and the error names the command that cures it', async () => {
    const bot = createWechatPersonal({ puppet: 'wechaty-puppet-of-nobody' }, openHouse().port)
    await expect(bot.start()).rejects.toThrow(
      'WECHAT_PUPPET is set, but wechaty-puppet-of-nobody is not installed: run npm install --omit=dev --save-prod wechaty-puppet-of-nobody, or leave WECHAT_PUPPET out',
    )
  })

  it('names wechaty itself, where it is left out', () => {
    const empty = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'yijian-empty-'))}/`).href
    expect(missingFor('wechaty-puppet-service', empty)).toContain(
      'npm install --omit=dev --save-prod wechaty wechaty-puppet-service,',
    )
    expect(missingFor('/nowhere/puppet.js')).toContain('/nowhere/puppet.js')
    expect(missingFor('wechaty-puppet-mock')).toBeUndefined()
  })

  it('stops `serve` with the same words', async () => {
    await expect(warnings('wechaty-puppet-of-nobody')).rejects.toThrow('npm install --omit=dev')
  })
})

it('where a personal account is on, `serve` warns that its platform forbids it', async () => {
  expect(await warnings('wechaty-puppet-mock')).toContainEqual([
    expect.stringContaining('break the terms of service'),
    { channel: 'wechat-personal' },
  ])
})
