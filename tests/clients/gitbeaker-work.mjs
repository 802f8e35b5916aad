// The day's work with gitbeaker: files, merge requests, pipelines, releases, packages.
import assert from 'node:assert/strict';
import { Gitlab } from '@gitbeaker/rest';

const { GITLAB_URL: host, GITLAB_TOKEN: token } = process.env;
const gl = new Gitlab({ host, token });
const fails = (status, promise) =>
  assert.rejects(promise, (error) => error.cause.response.status === status);
const { id } = await gl.Projects.create({ name: 'work' });

// Files and commits
const files = gl.RepositoryFiles;
const config = 'build: {script: make}\ntest: {script: make test, when: manual}\n';
await files.create(id, '.gitlab-ci.yml', 'main', config, 'Build');
await files.create(id, 'docs/a b.md', 'main', '# A', 'Write');
assert.equal((await files.show(id, 'docs/a b.md', 'main')).file_name, 'a b.md');
await files.edit(id, 'docs/a b.md', 'main', '# B', 'Write again');
assert.equal(await files.showRaw(id, 'docs/a b.md', 'main'), '# B');
await files.remove(id, 'docs/a b.md', 'main', 'Remove');
const actions = [{ action: 'create', filePath: 'src/app.py', content: 'print()\n' }];
const commit = await gl.Commits.create(id, 'topic', 'Begin', actions, { startBranch: 'main' });
assert.equal((await gl.Commits.showDiff(id, commit.id))[0].new_path, 'src/app.py');
assert.ok((await gl.Commits.all(id, { refName: 'topic' })).length > 4);
const tree = await gl.Repositories.allRepositoryTrees(id, { ref: 'topic', recursive: true });
assert.deepEqual(tree.map((one) => one.path), ['.gitlab-ci.yml', 'src', 'src/app.py']);
const between = await gl.Repositories.compare(id, 'main', 'topic');
assert.deepEqual(between.commits.map((one) => one.title), ['Begin']);
assert.ok((await gl.Repositories.showArchive(id, { fileType: 'tar.gz' })).size > 0);

// Branches and tags, and who may push to them
assert.deepEqual((await gl.Branches.all(id)).map((one) => one.name), ['main', 'topic']);
await gl.Branches.create(id, 'old', 'main');
await gl.Branches.remove(id, 'old');
await fails(404, gl.Branches.show(id, 'old'));
await fails(400, gl.Branches.create(id, 'topic', 'main'));
const rules = gl.ProtectedBranches;
assert.deepEqual((await rules.all(id)).map((one) => one.name), ['main']);
await fails(409, rules.create(id, 'main'));
await rules.create(id, 'stable/*', { pushAccessLevel: 0 });
await rules.remove(id, 'stable/*');
await gl.Tags.create(id, 'v0', 'main', { message: 'zero' });
assert.equal((await gl.Tags.show(id, 'v0')).message, 'zero');

// Merge requests
const requests = gl.MergeRequests;
const request = await requests.create(id, 'topic', 'main', 'Begin', { labels: 'new' });
await fails(409, requests.create(id, 'topic', 'main', 'Again'));
assert.equal((await requests.edit(id, request.iid, { description: 'first' })).description, 'first');
const note = await gl.MergeRequestNotes.create(id, request.iid, 'Nice');
assert.equal((await gl.MergeRequestNotes.all(id, request.iid))[0].id, note.id);
assert.equal((await requests.allDiffs(id, request.iid))[0].new_path, 'src/app.py');
assert.equal((await requests.merge(id, request.iid)).state, 'merged');
assert.deepEqual(await requests.all({ projectId: id, state: 'opened' }), []);

// Pipelines, jobs, triggers and schedules
const pipelines = gl.Pipelines;
const pipeline = await pipelines.create(id, 'main', { variables: [{ key: 'A', value: '1' }] });
assert.equal((await pipelines.allVariables(id, pipeline.id))[0].value, '1');
const jobs = await gl.Jobs.all(id, { pipelineId: pipeline.id });
assert.deepEqual(jobs.map((one) => one.name).sort(), ['build', 'test']);
assert.equal((await pipelines.cancel(id, pipeline.id)).status, 'canceled');
const canceled = await pipelines.all(id, { status: 'canceled' });
assert.ok(canceled.some((one) => one.id === pipeline.id));
await pipelines.remove(id, pipeline.id);
await fails(404, pipelines.show(id, pipeline.id));
const trigger = await gl.PipelineTriggerTokens.create(id, 'from afar');
const triggered = await gl.PipelineTriggerTokens.trigger(id, 'main', trigger.token);
assert.equal(triggered.source, 'trigger');
const schedule = await gl.PipelineSchedules.create(id, 'nightly', 'main', '0 1 * * *');
await gl.PipelineScheduleVariables.create(id, schedule.id, 'B', '2');
assert.equal((await gl.PipelineSchedules.show(id, schedule.id)).variables[0].key, 'B');
await gl.PipelineSchedules.remove(id, schedule.id);

// Releases, packages, environments and deployments
const release = await gl.ProjectReleases.create(id, {
  tagName: 'v1', ref: 'main', name: 'One', description: 'first',
});
assert.equal(release.tag_name, 'v1');
const link = await gl.ReleaseLinks.create(id, 'v1', 'docs', 'https://docs.example.com');
assert.equal((await gl.ReleaseLinks.all(id, 'v1'))[0].id, link.id);
assert.equal((await gl.ProjectReleases.edit(id, 'v1', { name: 'Uno' })).name, 'Uno');
await fails(409, gl.ProjectReleases.create(id, { tagName: 'v1', description: 'again' }));
await gl.ProjectReleases.remove(id, 'v1');
await fails(404, gl.ProjectReleases.show(id, 'v1'));
const address = `${host}/api/v4/projects/${id}/packages/generic/tool/1.0/a.txt`;
await fetch(address, { method: 'PUT', body: 'hello', headers: { 'PRIVATE-TOKEN': token } });
const [published] = await gl.Packages.all({ projectId: id });
assert.equal(published.name, 'tool');
await gl.Packages.remove(id, published.id);
const place = await gl.Environments.create(id, 'staging', { externalUrl: 'https://x.example' });
await gl.Deployments.create(id, 'staging', commit.id, 'main', false, { status: 'success' });
assert.equal((await gl.Deployments.all(id, { environment: 'staging' })).length, 1);
await gl.Environments.stop(id, place.id);
await gl.Environments.remove(id, place.id);

// Planning and talking
const goal = await gl.ProjectMilestones.create(id, 'v2', { dueDate: '2030-01-01' });
const issue = await gl.Issues.create(id, 'Later', { milestoneId: goal.id, assigneeId: 1 });
assert.equal(issue.milestone.title, 'v2');
assert.deepEqual((await gl.Issues.all({ projectId: id, milestone: 'v2' })).length, 1);
await gl.IssueNotes.create(id, issue.iid, 'Why?');
await gl.IssueDiscussions.create(id, issue.iid, 'Because');
assert.equal((await gl.IssueNotes.all(id, issue.iid)).length, 2);
assert.equal((await gl.IssueAwardEmojis.award(id, issue.iid, 'rocket')).name, 'rocket');
const board = await gl.ProjectIssueBoards.create(id, 'Plan');
await gl.ProjectIssueBoards.remove(id, board.id);
await gl.ProjectWikis.create(id, 'Hello', 'Home');
assert.equal((await gl.ProjectWikis.show(id, 'Home')).content, 'Hello');
const snippet = await gl.ProjectSnippets.create(id, 'One', {
  visibility: 'private', files: [{ filePath: 'a.txt', content: 'x' }],
});
assert.equal(await gl.ProjectSnippets.showContent(id, snippet.id), 'x');

// Access of machines
const hook = await gl.ProjectHooks.add(id, 'https://hooks.example.com', { pushEvents: true });
assert.equal((await gl.ProjectHooks.all(id))[0].id, hook.id);
const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)} robot`;
assert.equal((await gl.DeployKeys.create(id, 'robot', key)).title, 'robot');
const deploy = await gl.DeployTokens.create('pull', ['read_registry'], { projectId: id });
assert.ok(deploy.token);
const bot = await gl.ProjectAccessTokens.create(id, 'bot', ['api'], '2027-01-01');
assert.equal((await new Gitlab({ host, token: bot.token }).Projects.show(id)).id, id);
await gl.FeatureFlags.create(id, 'dark', 'new_version_flag');
assert.equal((await gl.FeatureFlags.show(id, 'dark')).active, true);
