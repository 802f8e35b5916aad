# The day's work with the gem `gitlab`: files, merge requests, pipelines, releases.
# It goes on where gitlab.rb ends.

work = GL.create_project('work').id

# Files and commits
config = "build: {script: make}\ntest: {script: make test, when: manual}\n"
GL.create_file(work, '.gitlab-ci.yml', 'main', config, 'Build')
GL.create_file(work, 'docs/a.md', 'main', '# A', 'Write')
is 'docs/a.md', GL.get_file(work, 'docs/a.md', 'main').file_path
is '# A', GL.file_contents(work, 'docs/a.md', 'main').to_s
GL.edit_file(work, 'docs/a.md', 'main', '# B', 'Write again')
GL.remove_file(work, 'docs/a.md', 'main', 'Remove')
actions = [{ action: 'create', file_path: 'app.rb', content: "puts\n" },
           { action: 'create', file_path: 'lib/b.rb', content: "puts\n" }]
commit = GL.create_commit(work, 'topic', 'Begin', actions, start_branch: 'main')
is %w[app.rb lib/b.rb], GL.commit_diff(work, commit.id).map(&:new_path).sort
is %w[.gitlab-ci.yml app.rb lib], GL.tree(work, ref: 'topic').map(&:name).sort
is ['Begin'], GL.compare(work, 'main', 'topic').commits.map { |one| one['title'] }

# Branches and tags, and who may push to them
is %w[main topic], GL.branches(work).map(&:name)
GL.create_branch(work, 'old', 'main')
GL.delete_branch(work, 'old')
fails(Gitlab::Error::NotFound) { GL.branch(work, 'old') }
is ['main'], GL.protected_branches(work).map(&:name)
GL.protect_branch(work, 'stable', push_access_level: 0)
fails(Gitlab::Error::Conflict) { GL.protect_branch(work, 'stable') }
GL.unprotect_branch(work, 'stable')
GL.create_tag(work, 'v0', 'main', 'zero')
is 'zero', GL.tag(work, 'v0').message

# Merge requests
sent = { source_branch: 'topic', target_branch: 'main' }
request = GL.create_merge_request(work, 'Begin', sent)
fails(Gitlab::Error::Conflict) { GL.create_merge_request(work, 'Again', sent) }
is 'first', GL.update_merge_request(work, request.iid, description: 'first').description
GL.create_merge_request_note(work, request.iid, 'Nice')
is ['Nice'], GL.merge_request_notes(work, request.iid).map(&:body)
is 'merged', GL.accept_merge_request(work, request.iid).state
is [], GL.merge_requests(work, state: 'opened').to_a

# Pipelines, triggers and schedules
pipeline = GL.create_pipeline(work, 'main', A: '1')
is %w[build test], GL.pipeline_jobs(work, pipeline.id).map(&:name).sort
is 'canceled', GL.cancel_pipeline(work, pipeline.id).status
trigger = GL.create_trigger(work, 'from afar')
is 'trigger', GL.run_trigger(work, trigger.token, 'main', A: '1').source
about = { description: 'nightly', ref: 'main', cron: '0 1 * * *' }
schedule = GL.create_pipeline_schedule(work, about)
is true, GL.edit_pipeline_schedule(work, schedule.id, active: true).active
GL.delete_pipeline_schedule(work, schedule.id)
is [], GL.pipeline_schedules(work).to_a

# Releases, environments and what else a project has
GL.create_project_release(work, tag_name: 'v1', ref: 'main', name: 'One', description: 'first')
is ['v1'], GL.project_releases(work).map(&:tag_name)
GL.delete_project_release(work, 'v1')
place = GL.create_environment(work, 'staging', external_url: 'https://x.example')
GL.stop_environment(work, place.id)
GL.delete_environment(work, place.id)
goal = GL.create_milestone(work, 'v2', due_date: '2030-01-01')
issue = GL.create_issue(work, 'Later', milestone_id: goal.id, assignee_id: 1)
is 'v2', issue.milestone.title
is ['assigned'], GL.todos.map(&:action_name)
is ['Later'], GL.milestone_issues(work, goal.id).map(&:title)
GL.create_issue_note(work, issue.iid, 'Why?')
is ['Why?'], GL.issue_notes(work, issue.iid).map(&:body)
hook = GL.add_project_hook(work, 'https://hooks.example.com', push_events: true)
is true, GL.project_hook(work, hook.id).push_events
key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI#{'A' * 43} robot"
is 'robot', GL.create_deploy_key(work, 'robot', key).title
is [], GL.todos.to_a
