'use strict'

/**
 * A strict reader of the XML that has elements and text alone: whatever is not well formed, or more than that, throws.
 * Gives { name, children, text }.
 */
const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

function textOf(raw) {
  if (forbidden.test(raw)) throw new Error('a character that XML has not')
  if (raw.includes(']]>')) throw new Error(']]> stands in a text')
  return raw.replace(/&([^;]*);?/g, (whole, name) => {
    if (!whole.endsWith(';')) throw new Error('an ampersand stands alone')
    if (name in entities) return entities[name]
    const code = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name)
    if (!code) throw new Error(`no entity ${name}`)
    return String.fromCodePoint(code[1] ? parseInt(code[1], 16) : Number(code[2]))
  })
}

exports.readXml = function readXml(xml) {
  const head = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/.exec(xml)
  if (!head) throw new Error('no declaration with encoding="utf-8"')
  const open = []
  let root
  let rest = xml.slice(head[0].length)
  while (rest !== '') {
    const [, text, tag] = /^([^<]*)(<[^<>]*>)?/.exec(rest)
    if (text !== '') {
      const into = open.at(-1)
      if (into) into.text += textOf(text)
      else if (text.trim() !== '') throw new Error('text outside of the root')
    }
    if (tag === undefined) {
      if (rest.length > text.length) throw new Error('a < that opens nothing')
      break
    }
    rest = rest.slice(text.length + tag.length)
    const parts = /^<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>$/.exec(tag)
    if (!parts) throw new Error(`no plain tag: ${tag}`)
    const [, closes, name, empty] = parts
    if (closes) {
      const done = open.pop()
      if (!done || done.name !== name)
        throw new Error(`${tag} closes ${done ? done.name : 'nothing'}`)
      continue
    }
    const element = { name, children: [], text: '' }
    const into = open.at(-1)
    if (into) into.children.push(element)
    else if (root) throw new Error('a second root')
    else root = element
    if (!empty) open.push(element)
  }
  if (!root || open.length > 0) throw new Error('not closed')
  return root
}
