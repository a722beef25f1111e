'use strict'

/**
 * In place of codeforamerica/node-sparkxml, which stands in no registry (the client names it by a git address) and builds
 * on a native libxml: the Spark convention as that package carries it out. A leaf is its text, as a number or boolean
 * where it reads as one, and null where it is empty; an element with one child, or with two of one name, is a list of its
 * children; any other is an object.
 */
const { readXml } = require('../read-xml.cjs')

function valueOf(text) {
  if (text !== '' && !Number.isNaN(Number(text))) return Number(text)
  return { true: true, false: false }[text.toLowerCase()] ?? text
}

function spark({ children, text }) {
  if (children.length === 0) return text === '' ? null : valueOf(text)
  const names = children.map(({ name }) => name)
  const isList = children.length === 1 || new Set(names).size < names.length
  const values = children.map(spark)
  return isList ? values : Object.fromEntries(names.map((name, n) => [name, values[n]]))
}

exports.parseXml = (xml) => spark(readXml(xml))
