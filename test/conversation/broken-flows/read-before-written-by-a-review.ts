import { formWith, storyOf } from '../story/form.ts'
import type { Broken } from '../story/form.ts'

export const broken: Broken = {
  node: 'check',
  story: storyOf([
    formWith({ check: { rows: [{ field: 'nmae', label: 'row.name', edit: 'name' }] } }),
  ]),
}
