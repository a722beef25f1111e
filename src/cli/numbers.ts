import type { Refusal } from '#core/result.ts'
import { readNumbers, skipNumbers } from '#service/case-numbers.ts'
import type { Sealed } from '#service/sealed.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

interface Options {
  /** What counts up in a number; for RC-2026-00057 it is 57. */
  readonly next?: string
  readonly json?: true
}

/** `yijian numbers [AREA] [--next N]`: how far the numbers are; after a restore, from where they go on. */
export async function numbersCommand(area: string | undefined, options: Options): Promise<Exit> {
  const { next, json } = options
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  if (next !== undefined && (area === undefined || !/^[1-9]\d{0,8}$/.test(next))) {
    complain('写法：yijian numbers 辖区代码 --next 57，57 是下一件的编号里年份后面的数')
    return exit.usage
  }
  return await withHouse(settings, async ({ world }) => {
    if (area !== undefined && !world.packs.areas.has(area)) {
      complain(`没有 ${area} 这个辖区。可选：${[...world.packs.areas.keys()].join('、')}`)
      return exit.usage
    }
    if (area === undefined || next === undefined) return await show(world, { area, json })
    const skipped = await skipNumbers(world, area, Number(next))
    if (json) printJson(skipped)
    else if (skipped.ok) {
      const { from, to, next: first } = skipped.value
      print(`跳过 ${from} 到 ${to}，不再编给别的举报，已记入留痕。下一件是 ${first}`)
    } else complain(whyNot(skipped.refusal))
    return skipped.ok ? exit.done : exit.refused
  })
}

async function show(
  world: Sealed,
  { area, json }: { readonly area: string | undefined; readonly json: true | undefined },
): Promise<Exit> {
  const all = await readNumbers(world)
  const given = all.filter((one) => area === undefined || one.area === area)
  if (json) printJson(given)
  else if (given.length === 0) print('还没有编过号')
  else
    for (const { area: code, year, last, cases } of given) {
      const without = last === cases ? '' : `，其中 ${last - cases} 个号跳过了，没有举报`
      print(`${code}  ${year} 年编到 ${last}${without}`)
    }
  return exit.done
}

function whyNot({ key, facts }: Refusal): string {
  const now = `现在的下一件是 ${facts?.['next'] ?? ''}`
  return key === 'numbers-too-far'
    ? `一次最多跳过 ${facts?.['farthest'] ?? ''} 个号，看看数字是不是写错了。${now}`
    : `编号只能往后跳，不能退回，也不能不变。${now}`
}
