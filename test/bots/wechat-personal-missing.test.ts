import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { describe, expect, it } from 'vitest'

import { createWechatPersonal } from '#bots/wechat-personal.ts'
import { missingFor } from '#bots/wechat-personal/missing.ts'

import { openHouse } from './house.ts'

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
})
