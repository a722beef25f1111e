import { formLines, type FormLine } from '#conversation/form-lines.ts'
import { lexiconFor, SOURCE, tell } from '#conversation/lexicon.ts'
import type { AreaCode } from '#core/plan.ts'
import { callForm } from '#flows/call-form.ts'
import { noticeFor } from './notice.ts'
import type { World } from './world.ts'

/** A line of the page on which a call is written down. */
export type CallLine = FormLine

/** What a caller is asked, in the words of every other channel. */
export const callLines = ({ story }: World): readonly CallLine[] => formLines(story, callForm)

/** The privacy notice as every reporter hears it before anything personal is asked. */
export const callNotice = (world: World, area: AreaCode): string =>
  tell(lexiconFor(world.story, SOURCE), 'report.notice', {
    noticeLink: noticeFor(world, area).link,
  })
