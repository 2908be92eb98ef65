// node validate-geo.mjs FILE.parquet...
// Validates the `geo` metadata of GeoParquet files against the JSON schema of GeoParquet 1.1.0, its CRS against that of PROJJSON, and
// compares it with the geometries, decoded by hyparquet: types, bounding boxes (of the file and of each row), ring directions.
// Prints one line for each thing that is wrong; exit code 3 if there is any.
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const schema = name => JSON.parse(readFileSync(new URL(`schemas/${name}`, import.meta.url)))
const ajv = new Ajv({ strict: false, allErrors: true })
// GeoParquet 1.1.0 names version 0.7 of PROJJSON; what is written here is in version 0.5, which 0.7 only adds to.
ajv.addSchema({ ...schema('projjson-0.5.schema.json'), $id: 'https://proj.org/schemas/v0.7/projjson.schema.json' })
const validate = ajv.compile(schema('geoparquet-1.1.0.schema.json'))

const doubledArea = ring => ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] - ring[0][0]) * (y - ring[0][1]) - (x - ring[0][0]) * (ring[i][1] - ring[0][1]), 0)
const sameBox = (one, other) => one.every((value, i) => value === other[i])
const boxOf = points => points.reduce(
  ([xmin, ymin, xmax, ymax], [x, y]) => [Math.min(xmin, x), Math.min(ymin, y), Math.max(xmax, x), Math.max(ymax, y)],
  [Infinity, Infinity, -Infinity, -Infinity])

async function problems(file) {
  const bytes = readFileSync(file)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const source = { byteLength: buffer.byteLength, slice: async (from, to) => buffer.slice(from, to) }
  const metadata = await parquetMetadataAsync(source)
  const text = metadata.key_value_metadata.find(pair => pair.key === 'geo')?.value
  if (!text) return ['no geo metadata']
  const geo = JSON.parse(text)
  const found = validate(geo) ? [] : validate.errors.map(error => `schema: ${error.instancePath} ${error.message}`)
  const column = geo.columns[geo.primary_column]
  const rows = await parquetReadObjects({ file: source, metadata, compressors })
  const types = new Set(), everyPoint = []
  rows.forEach((row, i) => {
    const geometry = row[geo.primary_column]
    if (!geometry) {
      if (row.bbox) found.push(`row ${i}: a bbox without a geometry`)
      return
    }
    types.add(geometry.type)
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const points = polygons.flat(2)
    for (const point of points) everyPoint.push(point)
    const box = column.covering?.bbox
    if (!box) return found.push(`row ${i}: no covering`)
    const [xmin, ymin, xmax, ymax] = ['xmin', 'ymin', 'xmax', 'ymax'].map(corner => row[box[corner][0]][box[corner][1]])
    if (!sameBox([xmin, ymin, xmax, ymax], boxOf(points))) found.push(`row ${i}: bbox ${[xmin, ymin, xmax, ymax]} of points ${boxOf(points)}`)
    for (const [shell, ...holes] of polygons) {
      if (doubledArea(shell) <= 0) found.push(`row ${i}: an outer ring runs clockwise`)
      if (holes.some(hole => doubledArea(hole) >= 0)) found.push(`row ${i}: a hole runs counter-clockwise`)
    }
  })
  if ([...types].sort().join() !== column.geometry_types.join()) found.push(`types ${[...types]} stated as ${column.geometry_types}`)
  if (!sameBox(column.bbox, boxOf(everyPoint))) found.push(`file bbox ${column.bbox} of points ${boxOf(everyPoint)}`)
  return found
}

let wrong = 0
for (const file of process.argv.slice(2)) {
  for (const problem of await problems(file)) {
    wrong++
    process.stdout.write(`${file}: ${problem}\n`)
  }
}
process.exit(wrong > 0 ? 3 : 0)
