import type { Answers } from '#conversation/flow.ts'

/** What can be done about a result, by the state of the report. */
export const remediesOf = (state: string | undefined): Answers => ({
  againPossible: state === 'concluded' ? 'yes' : 'no',
  remedy:
    '您自己受了损害的（病人、买家），对答复可以在知道后 60 日内申请行政复议。只是提供线索的，不能申请复议。',
})
