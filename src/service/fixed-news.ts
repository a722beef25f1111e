import type { Notice } from '#core/notices.ts'

/** A ruling's reason is for the offices; the reporter hears what comes next. */
const afterReferral = '是否受理，审核后在这里告诉您。'

/** What is told in words that are always the same, where nobody wrote any. */
export function fixedNews({ kind, facts }: Pick<Notice, 'kind' | 'facts'>): string {
  if (kind === 'referred') return afterReferral
  switch (facts['about'] ?? '') {
    case 'merged':
      return '您这件的承办安排有变动，办理不停。结果照样在这里告诉您，您可以继续补充。'
    case 'unmerged':
      return '您这件的承办安排有变动，办理不停。结果照样在这里告诉您。'
    case 'separated':
      return '您反映的内容里还有一件事，已经单独分办，办得怎样另外告诉您。'
    case 'transferred':
      return `您反映的事已经移送${facts['organ'] ?? ''}，由那里依法处理。`
    case 'goes-on':
      return '您反映的事，公安机关没有立案。承办单位继续依法处理，结果在这里告诉您。'
    default:
      return ''
  }
}
