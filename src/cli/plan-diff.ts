import { z } from 'zod'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'

const names = z.array(z.string())

/** Of a plan only what is compared; `check-data` is who finds faults in it. */
const comparedSchema = z.object({
  clauses: z.array(
    z.object({
      clause: z.string(),
      heading: z.string(),
      allocation: z.string(),
      lead: names,
      responsible: names,
      cooperate: names,
      asWritten: z.string(),
    }),
  ),
  departments: z.array(z.object({ id: z.string(), name: z.string() })),
})

type Compared = z.infer<typeof comparedSchema>

interface Difference {
  readonly in: 'clause' | 'department'
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  /** For `changed`: each field with what it was and what it is. */
  readonly fields?: Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>
}

/** `yijian plan --diff OLD NEW`: two plans clause by clause. Exit 1 tells that they differ. */
export function diffPlans(files: readonly string[], options: { readonly json?: true }): Exit {
  const [before, after, more] = files
  if (before === undefined || after === undefined || more !== undefined) {
    complain('give two files: plan --diff OLD/plan.json NEW/plan.json')
    return exit.usage
  }
  const old = planIn(before)
  const fresh = planIn(after)
  if (!old || !fresh) return exit.usage
  const differences = [
    ...differ('department', byId(old.departments, 'id'), byId(fresh.departments, 'id')),
    ...differ('clause', byId(old.clauses, 'clause'), byId(fresh.clauses, 'clause')),
  ]
  if (options.json) printJson({ differences })
  else if (differences.length === 0) print('没有差别')
  else for (const one of differences) print(inWords(one))
  return differences.length === 0 ? exit.done : exit.refused
}

function planIn(file: string): Compared | undefined {
  const bytes = readGiven(file)
  if (!bytes) return undefined
  try {
    return comparedSchema.parse(JSON.parse(Buffer.from(bytes).toString()))
  } catch {
    complain(`${file} 不是一份方案（plan.json）：先用 check-data 看哪里不对`)
    return undefined
  }
}

type Fields = Readonly<Record<string, unknown>>

const byId = (items: readonly Fields[], key: string): ReadonlyMap<string, Fields> =>
  new Map(items.map((item) => [String(item[key]), item]))

function differ(
  kind: Difference['in'],
  old: ReadonlyMap<string, Fields>,
  fresh: ReadonlyMap<string, Fields>,
): readonly Difference[] {
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((id): readonly Difference[] => {
    const before = old.get(id)
    const after = fresh.get(id)
    if (!before) return [{ in: kind, id, change: 'added' }]
    if (!after) return [{ in: kind, id, change: 'removed' }]
    const fields = changed(before, after)
    return Object.keys(fields).length > 0 ? [{ in: kind, id, change: 'changed', fields }] : []
  })
}

const changed = (before: Fields, after: Fields): NonNullable<Difference['fields']> =>
  Object.fromEntries(
    Object.keys(before)
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, { old: before[field], new: after[field] }]),
  )

const signs = { added: '+', removed: '-', changed: '~' } as const

function inWords({ in: kind, id, change, fields = {} }: Difference): string {
  const what = kind === 'clause' ? '条款' : '部门'
  const lines = Object.entries(fields).map(
    ([field, value]) => `    ${field}: ${JSON.stringify(value.old)} → ${JSON.stringify(value.new)}`,
  )
  return [`${signs[change]} ${what} ${id}`, ...lines].join('\n')
}
