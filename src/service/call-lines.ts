import { formLines, type FormLine } from '#conversation/form-lines.ts'
import { callForm } from '#flows/call-form.ts'
import type { World } from './world.ts'

/** A line of the page on which a call is written down. */
export type CallLine = FormLine

/** What a caller is asked, in the words of every other channel. */
export const callLines = ({ story }: World): readonly CallLine[] => formLines(story, callForm)
