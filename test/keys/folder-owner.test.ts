import { chownSync, readdirSync, statSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { whyNotAsRoot, type Who } from '../../src/folder-owner.ts'
import { withHouse, settingsOf } from '../../src/cli/setup.ts'
import { aFolder, here, started } from '../cli/yijian.ts'

const who = (user: number | undefined, owner: number | undefined): Who => ({
  user: () => user,
  ownerOf: () => owner,
})
const folder = { stateDir: '/var/lib/yijian', allowRoot: false }

describe('root', () => {
  it('opens no folder of another user, and is told both cures', () => {
    const why = whyNotAsRoot(folder, who(0, 998))
    expect(why).toContain('/var/lib/yijian 属于另一个用户（编号 998）')
    expect(why).toContain('sudo yijian')
    expect(why).toContain("sudo -u '#998'")
  })

  it('opens its own, one that is not there yet, and where it is told to any', () => {
    expect(whyNotAsRoot(folder, who(0, 0))).toBeUndefined()
    expect(whyNotAsRoot(folder, who(0, undefined))).toBeUndefined()
    expect(whyNotAsRoot({ ...folder, allowRoot: true }, who(0, 998))).toBeUndefined()
  })
})

it('everybody else is stopped by the rights of the folder alone', () => {
  expect(whyNotAsRoot(folder, who(1000, 998))).toBeUndefined()
  expect(whyNotAsRoot(folder, who(undefined, 998))).toBeUndefined()
})

/** A folder with a house, which from now on belongs to somebody who is not the root that this process is taken for. */
async function ofAnother() {
  const made = aFolder()
  const dir = made.path('var')
  await started({ STATE_DIR: dir })
  if (process.getuid?.() === 0) chownSync(dir, 12_345, 12_345)
  vi.spyOn(process, 'getuid').mockReturnValue(0)
  return Object.assign(made, { dir, env: { STATE_DIR: dir } })
}

describe('a command that opens the folder of another user as root', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  const commands = [
    ['serve'],
    ['talk'],
    ['doctor'],
    ['backup', '/nowhere'],
    ['restore', '/nowhere'],
    ['migrate-store', '--to', 'postgres://db.example/yijian'],
    ['officers', 'list'],
    ['keys', 'rotate'],
  ]
  it.each(commands)('%s is refused with the cure, and writes nothing', async (...words) => {
    using other = await ofAnother()
    const before = readdirSync(other.dir)
    const at = statSync(other.dir).mtimeMs
    const refused = await here(words, other.env)
    expect(refused.code).not.toBe(0)
    expect(refused.complaint).toContain('不用 root 打开')
    expect(readdirSync(other.dir)).toEqual(before)
    expect(statSync(other.dir).mtimeMs).toBe(at)
  })

  it('is refused at the house itself too, and let in where it is told so', async () => {
    using other = await ofAnother()
    const open = async (env: Readonly<Record<string, string>>): Promise<string> => {
      const settings = settingsOf({ LOG_LEVEL: 'silent', ...other.env, ...env })
      if (!settings) throw new Error('these settings open no house')
      return await withHouse(settings, async () => await Promise.resolve('open'))
    }
    await expect(open({})).rejects.toThrow('不用 root 打开')
    expect(await open({ ALLOW_ROOT: 'yes' })).toBe('open')
  })
})
