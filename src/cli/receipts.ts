import { existsSync, readFileSync } from 'node:fs'
import type { Acknowledgement } from '#core/acknowledgement.ts'
import type { Result } from '#core/result.ts'
import { rotateReceiptKey } from '#service/acknowledge.ts'
import { publishedKeys } from '#service/receipt-keys.ts'
import { compareFiled, verifyReceipt, type Kept } from '#service/verify-receipt.ts'
import { hasStore } from '../has-store.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOf, settingsOfExisting, withHouse } from './setup.ts'

interface Options {
  readonly json?: true
  readonly key?: string
}

/**
 * `yijian verify-receipt FILE [--key PUBLICKEY]`: with a key, offline and without a database; without, by the keys of the
 * house whose STATE_DIR it is, and then also whether what is kept is still what was acknowledged.
 */
export async function verifyReceiptCommand(path: string, options: Options): Promise<Exit> {
  const bytes = readGiven(path)
  if (!bytes) return exit.usage
  const text = Buffer.from(bytes).toString()
  if (options.key !== undefined) {
    const pems = keysIn(options.key)
    if (pems.length === 0) {
      complain(`${options.key} 不是公钥：给 PEM 文件、公布的 JSON 文件，或者 base64 的公钥`)
      return exit.usage
    }
    return tell(verifyReceipt(text, pems), options)
  }
  const settings = settingsOf(process.env)
  if (!settings) return exit.usage
  if (!hasStore(settings.config)) {
    complain('这里没有数据库，不知道该用哪把公钥：用 --key 给出从网站下载的公钥')
    return exit.usage
  }
  return await withHouse(settings, async ({ world }) => {
    const verified = verifyReceipt(text, await publishedKeys(world))
    if (!verified.ok) return tell(verified, options)
    return tell(verified, options, await compareFiled(world, verified.value))
  })
}

/** A PEM file, the published JSON, or the key itself in base 64. */
function keysIn(given: string): readonly { readonly pem: string }[] {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given
  const json = /^\s*\{/.test(text) ? pemsOf(text) : text
  const pems = json.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g)
  if (pems) return pems.map((pem) => ({ pem }))
  return /^[\w+/]{40,200}={0,2}\s*$/.test(json) ? [{ pem: json }] : []
}

const pemsOf = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text)).replaceAll('\\n', '\n')
  } catch {
    return ''
  }
}

const faults: Readonly<Record<string, string>> = {
  'receipt-unreadable': '这不是完整的回执文件，或者被改动过',
  'receipt-key-unknown': '不是用这些公钥签的',
  'receipt-forged': '签名对不上：内容被改过，或者不是这里出具的',
}

function tell(verified: Result<Acknowledgement>, { json }: Options, kept?: Kept): Exit {
  const code = verified.ok && kept?.as !== 'changed' ? exit.done : exit.refused
  if (json) {
    printJson({
      ...verified,
      ...(kept ? { kept: kept.as, ...(kept.as === 'redacted' ? { on: kept.on } : {}) } : {}),
    })
    return code
  }
  if (!verified.ok) {
    complain(faults[verified.refusal.key] ?? verified.refusal.key)
    return code
  }
  const { number, areaName, sponsor, receivedAt, key, filed } = verified.value
  print(
    `回执有效：${number}，${areaName}${sponsor ? `（${sponsor}）` : '（演示）'}，${receivedAt} 收到`,
  )
  print(`公钥 ${key}，登记内容摘要 ${filed}`)
  if (kept?.as === 'same') print('库里登记的内容和回执一致')
  if (kept?.as === 'redacted')
    print(`${kept.on} 依法删去过登记内容里的个别字，所以摘要不再能核对；编号和收到时间照样有效`)
  if (kept?.as === 'changed')
    complain('库里登记的内容和回执不一致：请保留回执，并查审计链（yijian verify-audit）')
  if (kept?.as === 'gone') print('登记的内容不在这个库里，或者已经删除，只能验签名')
  return code
}

/** `yijian receipt-keys [--rotate]`: the public keys; a new one signs from now on, the old ones stay good. */
export async function receiptKeysCommand(
  options: Options & { readonly rotate?: true },
): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    if (options.rotate) await rotateReceiptKey(world, 'operator')
    const keys = await publishedKeys(world)
    if (options.json) printJson(keys)
    else
      for (const { id, algorithm, pem, retiredAt } of keys)
        print(
          `${id}  ${algorithm}${retiredAt === undefined ? '' : '  已停用，旧回执照样能验'}\n${pem}`,
        )
    return exit.done
  })
}
