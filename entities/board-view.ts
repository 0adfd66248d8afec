import { Entity, Unique } from 'typeorm';
import { Id, Name, Ref, Time } from './columns.ts';

/** A person's named view of the dispatch board: its filters, as the query of the board's address. */
@Entity('board_view')
@Unique('board_view_name', ['personId', 'name'])
export class BoardView {
  @Id() id: number;
  @Ref() personId: number;
  @Name(40) name: string;
  @Name(1000) query: string;
  @Time() savedAt: Date;
}
