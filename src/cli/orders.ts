import { sourcesIn } from '#service/hotline-rules.ts'
import { orderFields, rowsOfCsv } from '#service/order-lines.ts'
import { takeOrders } from '#service/work-orders.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

interface Options {
  readonly area: string
  readonly source?: string
  readonly json?: true
}

/** `yijian orders import FILE`: good lines are registered, bad ones are named. */
export async function importOrdersCommand(file: string, options: Options): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  const bytes = readGiven(file)
  if (!bytes) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const { area } = options
    if (!world.packs.areas.has(area)) {
      complain(`没有 ${area} 这个辖区。可选：${[...world.packs.areas.keys()].join('、')}`)
      return exit.usage
    }
    const sources = sourcesIn(world, area)
    const source = options.source ? sources.find(({ id }) => id === options.source) : sources[0]
    if (!source) {
      complain(`没有 ${options.source} 这条热线。可选：${sources.map(({ id }) => id).join('、')}`)
      return exit.usage
    }
    const read = rowsOfCsv(bytes)
    const taken =
      'rows' in read
        ? await takeOrders(world, { source, by: 'operator' }, read.rows)
        : { filed: [], known: [], problems: [read.problem] }
    if (options.json) printJson(taken)
    else {
      print(`新登记 ${taken.filed.length} 件，以前登记过 ${taken.known.length} 件`)
      for (const { line, field, cure } of taken.problems)
        complain(`第 ${line} 行 ${orderFields[field]}：${cure}`)
    }
    return taken.problems.length > 0 ? exit.refused : exit.done
  })
}
