import type { CaseEvent, Task } from './case.ts'

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { readonly type: T }>

/** The penalty decision came later: its number takes the place of the reason why there was none. */
export function penalised(task: Task, { penalty }: EventOf<'penalty-added'>): Task {
  if (task.state !== 'concluded') return task
  const { noPenaltyReason: _none, ...rest } = task
  return { ...rest, penalty }
}

type ClockEvent = EventOf<
  'paused' | 'resumed' | 'extension-asked' | 'extended' | 'extension-refused' | 'recounted'
>

/** What stops, lengthens or recounts a part's limit leaves its state as it is. */
export function clocked(task: Task, event: ClockEvent): Task {
  const { pause, extension, ...rest } = task
  switch (event.type) {
    case 'paused': {
      const { reason, document, at } = event
      return { ...task, pause: { reason, document, at } }
    }
    case 'resumed':
      return { ...rest, due: event.due, ...(extension && { extension }) }
    case 'extension-asked':
      return { ...task, extension: { text: event.text, at: event.at, by: event.by } }
    case 'extended':
      return { ...rest, due: event.due, ...(pause && { pause }) }
    case 'extension-refused':
      return { ...rest, ...(pause && { pause }) }
    case 'recounted':
      return { ...task, due: event.due }
  }
}
