/**
 * Gives each row one column at least total cost, exactly: shortest augmenting paths (Jonker and Volgenant), in
 * rows² × columns steps.
 *
 * @param cost row by row; finite. There are at least as many columns as rows.
 * @returns the column of each row
 */
export function assignAtLeastCost(cost: Float64Array, rows: number, columns: number): Int32Array {
  if (rows > columns) throw new RangeError('more rows than columns');
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  const columnOf = new Int32Array(rows).fill(-1);
  const distance = new Float64Array(columns);
  const via = new Int32Array(columns);
  const done = new Uint8Array(columns);
  for (let first = 0; first < rows; first++) {
    distance.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let row = first;
    let reached = 0;
    let end = -1;
    while (end < 0) {
      let next = -1;
      for (let column = 0; column < columns; column++) {
        if (done[column]) continue;
        const through =
          reached +
          (cost[row * columns + column] as number) -
          (rowPrice[row] as number) -
          (columnPrice[column] as number);
        if (through < (distance[column] as number)) {
          distance[column] = through;
          via[column] = row;
        }
        if (next < 0 || (distance[column] as number) < (distance[next] as number)) next = column;
      }
      reached = distance[next] as number;
      done[next] = 1;
      if (rowOf[next] === -1) end = next;
      else row = rowOf[next] as number;
    }
    for (let column = 0; column < columns; column++) {
      if (!done[column] || column === end) continue;
      const gain = reached - (distance[column] as number);
      columnPrice[column] = (columnPrice[column] as number) - gain;
      const owner = rowOf[column] as number;
      rowPrice[owner] = (rowPrice[owner] as number) + gain;
    }
    rowPrice[first] = (rowPrice[first] as number) + reached;
    for (let column = end; ; ) {
      const owner = via[column] as number;
      const before = columnOf[owner] as number;
      rowOf[column] = owner;
      columnOf[owner] = column;
      if (owner === first) break;
      column = before;
    }
  }
  return columnOf;
}
