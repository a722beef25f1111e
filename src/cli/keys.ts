import { createSuite } from '#crypto/suite.ts'
import { changeKeys, keyStatus } from '#service/change-keys.ts'
import { finishChange, nextMasterKey } from '../master-key.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'
import { complainOfStale } from './stale-copies.ts'

interface Json {
  readonly json?: true
}

/** `yijian keys status`: which master key, which wrapping key, and whether a change is under way. */
export async function keyStatusCommand({ json }: Json): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const status = await keyStatus(world)
    const { master, generation, left, behind, changing } = status
    if (json) printJson(status)
    else {
      print(`主密钥 ${master}，包裹密钥第 ${generation} 代`)
      if (changing)
        print(
          `正在换密钥：还有 ${left} 把没有换，${behind} 个进程还没有跟上。接着换：yijian keys rotate`,
        )
    }
    return exit.done
  })
}

/** `yijian keys rotate`: beside a running `serve`; stopped in the middle, the next call goes on. */
export async function rotateKeysCommand({ json }: Json): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  const { config } = settings
  const suite = createSuite(config.cryptoSuite)
  return await withHouse(settings, async ({ world }) => {
    const before = await keyStatus(world)
    if (!before.changing && finishChange(config, suite, before.master)) {
      if (json) printJson({ ok: true, value: { generation: before.generation, rewrapped: 0 } })
      else print('上一次换密钥只差最后一步，现在完成了')
      return exit.done
    }
    const { to, done } = nextMasterKey(config, suite)
    const changed = await changeKeys(world, to, rest)
    if (changed.ok) {
      done()
      await complainOfStale(world)
    }
    if (json) printJson(changed)
    else if (changed.ok) print(said(changed.value, config.secrets.newMasterKey !== undefined))
    else
      complain(
        `数据都换好了，但是有 ${changed.refusal.facts?.['behind'] ?? ''} 个进程没有跟上，旧密钥还留着：看它们是否正常，再运行一次`,
      )
    return changed.ok ? exit.done : exit.refused
  })
}

const said = (
  { generation, rewrapped }: { readonly generation: number; readonly rewrapped: number },
  isGiven: boolean,
): string =>
  `已换成第 ${generation} 代，${rewrapped} 把数据密钥重新包裹，旧的包裹密钥已销毁。` +
  (isGiven
    ? '下次启动前，把 MASTER_KEY 换成 NEW_MASTER_KEY 的那一把，去掉 NEW_MASTER_KEY'
    : '主密钥另存过的，请重新另存')

async function rest(): Promise<void> {
  const over = Promise.withResolvers<void>()
  setTimeout(over.resolve, 500)
  await over.promise
}
