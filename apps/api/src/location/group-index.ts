/** Who is in which group; an empty group takes no memory. */
export class GroupIndex<Group, Member> {
  private static readonly EMPTY: ReadonlySet<never> = new Set<never>();
  private readonly groups = new Map<Group, Set<Member>>();

  of(group: Group): ReadonlySet<Member> {
    return this.groups.get(group) ?? GroupIndex.EMPTY;
  }

  /** Every group that has somebody in it. */
  all(): IterableIterator<[Group, ReadonlySet<Member>]> {
    return this.groups.entries();
  }

  move(member: Member, from: Group | undefined, to: Group | undefined): void {
    if (from === to) return;
    if (from !== undefined) {
      const members = this.groups.get(from);
      members?.delete(member);
      if (members?.size === 0) this.groups.delete(from);
    }
    if (to === undefined) return;
    const members = this.groups.get(to);
    if (members) members.add(member);
    else this.groups.set(to, new Set([member]));
  }
}
