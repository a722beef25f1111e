import type { GridDue, GridFinding, GridKind } from '#core/grid.ts'

export const gridKindNames: Readonly<Record<GridKind, string>> = {
  patrol: '例行巡查',
  recheck: '复查',
}

export const findingNames: Readonly<Record<GridFinding, string>> = {
  seen: '看到了',
  'not-seen': '没看到',
  'no-entry': '进不去',
}

export const gridDueNames: Readonly<Record<GridDue, string>> = {
  overdue: '过期了',
  today: '今天到期',
  soon: '快到期',
  later: '',
}
