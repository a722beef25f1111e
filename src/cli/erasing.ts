import { dayOf } from '#core/clock.ts'
import { destroyOwed } from '#service/destroy-keys.ts'
import { eraseCase } from '#service/erasure.ts'
import { erasureProof, type ErasureShown } from '#service/erasure-list.ts'
import { forgetDue } from '#service/forgetting.ts'
import { refuse } from '#core/result.ts'
import { caseByNumber } from '#store/cases.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'
import { complainOfStale } from './stale-copies.ts'

/** `yijian erasures`: what was erased, when and why, each looked at anew. */
export async function erasuresCommand(options: { readonly json?: true }): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const proof = await erasureProof(world)
    if (options.json) printJson(proof)
    else {
      for (const one of proof.erasures) print(lineOf(one))
      print(
        `共 ${proof.count} 条，清单摘要 ${proof.hash.slice(0, 16)}，校验 ${proof.mac.slice(0, 16)}`,
      )
    }
    const faulty = proof.erasures.filter(({ faults }) => faults.some((one) => one !== 'not-done'))
    return faulty.length > 0 ? exit.refused : exit.done
  })
}

const lineOf = ({ number, kind, at, why, keys, files, faults }: ErasureShown): string =>
  [
    dayOf(at),
    (number ?? '对话').padEnd(13),
    kinds[kind] ?? kind,
    reasons[why] ?? why,
    `密钥 ${keys}，文件 ${files}`,
    faults.length === 0 ? '已销毁' : faults.map((one) => faultWords[one]).join('、'),
  ].join('  ')

const kinds: Readonly<Record<string, string>> = {
  case: '整件',
  identity: '姓名电话',
  evidence: '证据材料',
  conversation: '对话',
}
const reasons: Readonly<Record<string, string>> = {
  asked: '举报人要求',
  expired: '到期',
  order: '依法要求',
}
const faultWords: Readonly<Record<ErasureShown['faults'][number], string>> = {
  'not-done': '密钥待销毁',
  forged: '记录被改过',
  'key-left': '密钥还在',
  'not-in-audit': '留痕里没有',
}

interface EraseOptions {
  readonly number: string
  readonly reason: string
  readonly confirm?: string
  readonly json?: true
}

/** `yijian erase`: a court's or an authority's order. What would go is said first; it goes when the number is given twice. */
export async function eraseCommand(options: EraseOptions): Promise<Exit> {
  const { number, reason, confirm } = options
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  if (reason.trim().length < shortest) {
    complain('--reason 要写清楚依据，例如：某法院某号裁定')
    return exit.usage
  }
  if (confirm !== number) {
    complain(
      `将删除 ${number} 的举报内容、证据、举报人信息和所在对话，密钥销毁后谁也恢复不了。确认请加 --confirm ${number}`,
    )
    return exit.refused
  }
  return await withHouse(settings, async ({ world }) => {
    const erased = await world.db.transaction(async (tx) => {
      const row = await caseByNumber(tx, number)
      if (!row) return refuse('case-unknown', { number })
      return await eraseCase(world, tx, row, { why: 'order', by: 'operator', words: reason.trim() })
    })
    if (erased.ok) {
      await forgetDue(world)
      while ((await destroyOwed(world)) > 0);
      await complainOfStale(world)
    }
    if (options.json) printJson(erased)
    else if (erased.ok) print(`${number} 已删除，密钥已销毁。清单见 yijian erasures`)
    else complain(cures[erased.refusal.key] ?? erased.refusal.key)
    return erased.ok ? exit.done : exit.refused
  })
}

const shortest = 6

const cures: Readonly<Record<string, string>> = {
  'case-unknown': '没有这个编号',
  'case-erased': '这一件早已删除，见 yijian erasures',
  'case-held': '督办人员要求保留这一件：先在工作台解除保留',
}
