/**
 * The questions of a report as one page has them, each where it stands in its flow: what is asked and what counts as an
 * answer is written there alone.
 */
export const callForm = [
  { flow: 'menu', node: 'what', label: 'row.what' },
  { flow: 'report', node: 'where', label: 'row.where' },
  { flow: 'report', node: 'who', label: 'row.who' },
  { flow: 'report', node: 'ongoing', label: 'row.ongoing' },
  { flow: 'report', node: 'when-then', label: 'row.when' },
  { flow: 'report', node: 'elsewhere', label: 'row.elsewhere' },
  { flow: 'report', node: 'standing', label: 'row.standing' },
  { flow: 'identity', node: 'name', label: 'row.name' },
  { flow: 'identity', node: 'contact', label: 'row.contact' },
  { flow: 'identity', node: 'guardian' },
  { flow: 'health', node: 'ask' },
  { flow: 'identity', node: 'ask-identity' },
  { flow: 'report', node: 'unit' },
] as const
