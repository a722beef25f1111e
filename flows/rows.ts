/** What the review of a report lists, each line with the question that changes it. */
export const rows = [
  { field: 'main', label: 'row.offence', edit: 'first', none: 'offence.later' },
  { field: 'second', label: 'row.second', edit: 'second' },
  { field: 'third', label: 'row.third', edit: 'third' },
  { field: 'fourth', label: 'row.fourth', edit: 'fourth' },
  { field: 'fifth', label: 'row.fifth', edit: 'fifth' },
  { field: 'where', label: 'row.where', edit: 'where', none: 'value.where-unknown' },
  { field: 'who', label: 'row.who', edit: 'who' },
  { field: 'when', label: 'row.when', edit: 'when-then' },
  {
    field: 'ongoing',
    label: 'row.ongoing',
    edit: 'ongoing',
    values: {
      yes: 'value.ongoing-yes',
      no: 'value.ongoing-no',
      unknown: 'value.ongoing-unknown',
    },
  },
  { field: 'what', label: 'row.what', edit: 'retell' },
  { field: 'also', label: 'row.also', edit: 'besides' },
  { field: 'elsewhere', label: 'row.elsewhere', edit: 'elsewhere' },
  {
    field: 'standing',
    label: 'row.standing',
    edit: 'restand',
    values: { anonymous: 'value.anonymous', named: 'value.named' },
  },
  { field: 'name', label: 'row.name', edit: 'rename' },
  { field: 'contact', label: 'row.contact', edit: 'recontact' },
] as const
