// A walk through the sandbox with gitbeaker, the client for JavaScript. It sends JSON, and
// multipart forms for users.
import assert from 'node:assert/strict';
import { Gitlab } from '@gitbeaker/rest';

const { GITLAB_URL: host, GITLAB_TOKEN: token } = process.env;
const gl = new Gitlab({ host, token });
const fails = (status, promise) =>
  assert.rejects(promise, (error) => error.cause.response.status === status);

// Groups and projects
const group = await gl.Groups.create('Tour', 'tour');
assert.equal((await gl.Groups.edit('tour', { description: 'touring' })).description, 'touring');
const project = await gl.Projects.create({ name: 'app', namespaceId: group.id });
const other = await gl.Projects.create({ name: 'lib', path: 'lib.v2', topics: ['a', 'b'] });
assert.deepEqual((await gl.Projects.show('root/lib.v2')).topics, ['a', 'b']);
assert.equal((await gl.Projects.edit(project.id, { description: 'first' })).description, 'first');
const avatar = { content: new Blob(['picture']), filename: 'a.png' };
assert.ok((await gl.Projects.uploadAvatar(other.id, avatar)).avatar_url);
assert.deepEqual((await gl.Groups.allProjects(group.id)).map((one) => one.name), ['app']);

// Users, members and personal access tokens
const user = await gl.Users.create({
  username: 'tourist', name: 'Tourist', email: 'tourist@x.example', resetPassword: true,
});
assert.equal((await gl.Users.edit(user.id, { name: 'Tina' })).name, 'Tina');
for (const [members, place] of [[gl.ProjectMembers, project], [gl.GroupMembers, group]]) {
  assert.equal((await members.add(place.id, 30, { userId: user.id })).access_level, 30);
  assert.equal((await members.edit(place.id, user.id, 40)).access_level, 40);
  const all = await members.all(place.id, { includeInherited: true });
  assert.deepEqual(all.map((one) => one.username).sort(), ['root', 'tourist']);
}
await fails(409, gl.ProjectMembers.add(project.id, 30, { userId: user.id }));
const tokens = gl.PersonalAccessTokens;
const made = await tokens.create(user.id, 't', ['api', 'read_user']);
const tourist = new Gitlab({ host, token: made.token });
assert.equal((await tourist.Users.showCurrentUser()).username, 'tourist');
assert.deepEqual((await tokens.show({ tokenId: made.id })).scopes, ['api', 'read_user']);
const rotated = await tokens.rotate(made.id);
await tokens.remove({ tokenId: rotated.id });
assert.equal((await tokens.all({ userId: user.id, state: 'active' })).length, 0);

// The job token scope
const scope = gl.ProjectJobTokenScopes;
assert.deepEqual(await scope.show(project.id), { inbound_enabled: true, outbound_enabled: false });
await scope.edit(project.id, true);
await fails(400, scope.edit(project.id, 'perhaps'));
const link = await scope.addToInboundAllowList(project.id, other.id);
assert.equal(link.target_project_id, other.id);
assert.equal((await scope.showInboundAllowList(project.id)).length, 2);
await scope.removeFromInboundAllowList(project.id, other.id);
await fails(400, scope.removeFromInboundAllowList(project.id, other.id));
await scope.addToGroupsAllowList(project.id, group.id);
assert.deepEqual((await scope.showGroupsAllowList(project.id)).map((one) => one.id), [group.id]);
await scope.removeFromGroupsAllowList(project.id, group.id);
assert.deepEqual(await scope.showGroupsAllowList(project.id), []);

// Variables, labels and issues
for (const [variables, place] of [[gl.ProjectVariables, project], [gl.GroupVariables, group]]) {
  assert.equal((await variables.create(place.id, 'NAME', 'one')).value, 'one');
  assert.equal((await variables.edit(place.id, 'NAME', 'two')).value, 'two');
  assert.deepEqual((await variables.all(place.id)).map((one) => one.key), ['NAME']);
  await variables.remove(place.id, 'NAME');
  await fails(404, variables.show(place.id, 'NAME'));
}
const label = await gl.ProjectLabels.create(project.id, 'bug', '#d9534f');
assert.equal((await gl.ProjectLabels.edit(project.id, label.id, { newName: 'defect' })).name, 'defect');
const issue = await gl.Issues.create(project.id, 'Broken', { labels: 'defect' });
const found = await gl.Issues.all({ projectId: project.id, labels: 'defect' });
assert.deepEqual(found.map((one) => one.title), ['Broken']);
const closed = await gl.Issues.edit(project.id, issue.iid, { stateEvent: 'close' });
assert.equal(closed.state, 'closed');
assert.deepEqual(await gl.Issues.all({ projectId: project.id, state: 'opened' }), []);
await gl.Issues.remove(project.id, issue.iid);
await fails(404, gl.Issues.show(issue.iid, { projectId: project.id }));
await gl.ProjectLabels.remove(project.id, label.id);
assert.deepEqual(await gl.ProjectLabels.all(project.id), []);

// Pages, by number and by keyset
const { data, paginationInfo } = await gl.Groups.allProjects('acme', {
  includeSubgroups: true, perPage: 100, showExpanded: true,
});
assert.equal(data.length, paginationInfo.total);
const keyset = await gl.Projects.all({ pagination: 'keyset', orderBy: 'id', perPage: 100 });
const { paginationInfo: all } = await gl.Projects.all({ maxPages: 1, showExpanded: true });
assert.equal(new Set(keyset.map((one) => one.id)).size, all.total);

// Taking it all down
await gl.GroupMembers.remove(group.id, user.id);
await gl.ProjectMembers.remove(project.id, user.id);
await gl.Users.remove(user.id);
await fails(404, gl.Users.show(user.id));
await gl.Projects.remove(other.id);
await gl.Groups.remove(group.id);
assert.ok((await gl.Projects.show(other.id)).marked_for_deletion_on);

await import('./gitbeaker-work.mjs');
