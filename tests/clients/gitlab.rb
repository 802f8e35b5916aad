# A walk through the sandbox with the gem `gitlab`, the client for Ruby. It sends forms.

require 'gitlab'

GL = Gitlab.client(endpoint: "#{ENV['GITLAB_URL']}/api/v4", private_token: ENV['GITLAB_TOKEN'])

def is(wanted, found)
  raise "#{found.inspect}, not #{wanted.inspect}" unless found == wanted
end

def fails(error)
  yield
rescue error
  nil
else
  raise "no #{error}"
end

# Groups and projects
group = GL.create_group('Tour', 'tour')
is 'touring', GL.edit_group('tour', description: 'touring').description
project = GL.create_project('app', namespace_id: group.id)
other = GL.create_project('lib', path: 'lib.v2', topics: %w[a b])
is %w[a b], GL.project('root/lib.v2').topics
is 'first', GL.edit_project(project.id, description: 'first').description
is ['app'], GL.group_projects(group.id).map(&:name)

# Users, members and personal access tokens
user = GL.create_user('tourist@x.example', 'a long password', 'tourist', name: 'Tourist')
is 'Tina', GL.edit_user(user.id, name: 'Tina').name
is 30, GL.add_team_member(project.id, user.id, 30).access_level
is 40, GL.edit_team_member(project.id, user.id, 40).access_level
is 30, GL.add_group_member(group.id, user.id, 30).access_level
is 40, GL.edit_group_member(group.id, user.id, 40).access_level
is %w[root tourist], GL.all_members(project.id).map(&:username).sort
fails(Gitlab::Error::Conflict) { GL.add_team_member(project.id, user.id, 30) }
made = GL.post("/users/#{user.id}/personal_access_tokens", body: { name: 't', scopes: %w[api read_user] })
is 'tourist', Gitlab.client(endpoint: GL.endpoint, private_token: made.token).user.username
is %w[api read_user], GL.get("/personal_access_tokens/#{made.id}").scopes
rotated = GL.post("/personal_access_tokens/#{made.id}/rotate")
GL.delete("/personal_access_tokens/#{rotated.id}")
is 0, GL.get('/personal_access_tokens', query: { user_id: user.id, state: 'active' }).size

# The job token scope, by path: the gem has no methods for it, and no PATCH
scope = "/projects/#{project.id}/job_token_scope"
is true, GL.get(scope).inbound_enabled
is other.id, GL.post("#{scope}/allowlist", body: { target_project_id: other.id }).target_project_id
is [project.id, other.id], GL.get("#{scope}/allowlist").map(&:id).sort
GL.delete("#{scope}/allowlist/#{other.id}")
fails(Gitlab::Error::BadRequest) { GL.delete("#{scope}/allowlist/#{other.id}") }
GL.post("#{scope}/groups_allowlist", body: { target_group_id: group.id })
is [group.id], GL.get("#{scope}/groups_allowlist").map(&:id)
GL.delete("#{scope}/groups_allowlist/#{group.id}")
is [], GL.get("#{scope}/groups_allowlist").to_a

# Variables, labels and issues
is 'one', GL.create_variable(project.id, 'NAME', 'one').value
is 'two', GL.update_variable(project.id, 'NAME', 'two').value
is ['NAME'], GL.variables(project.id).map(&:key)
GL.remove_variable(project.id, 'NAME')
fails(Gitlab::Error::NotFound) { GL.variable(project.id, 'NAME') }
is 'one', GL.create_group_variable(group.id, 'NAME', 'one').value
is 'two', GL.update_group_variable(group.id, 'NAME', 'two').value
GL.remove_group_variable(group.id, 'NAME')
is [], GL.group_variables(group.id).to_a
is 'bug', GL.create_label(project.id, 'bug', '#d9534f').name
is 'defect', GL.edit_label(project.id, 'bug', new_name: 'defect').name
issue = GL.create_issue(project.id, 'Broken', labels: 'defect')
is ['Broken'], GL.issues(project.id, labels: 'defect').map(&:title)
is 'closed', GL.close_issue(project.id, issue.iid).state
is 'opened', GL.reopen_issue(project.id, issue.iid).state
GL.delete_issue(project.id, issue.iid)
fails(Gitlab::Error::NotFound) { GL.issue(project.id, issue.iid) }
GL.delete_label(project.id, 'defect')
is [], GL.labels(project.id).to_a

# Pages, by their links
ids = GL.projects(per_page: 100).auto_paginate.map(&:id)
is ids.size, ids.uniq.size
is true, ids.size > 300

# Taking it all down
GL.remove_group_member(group.id, user.id)
GL.remove_team_member(project.id, user.id)
GL.delete_user(user.id)
fails(Gitlab::Error::NotFound) { GL.user(user.id) }
GL.delete_project(other.id)
GL.delete_group(group.id)
is false, GL.project(other.id).marked_for_deletion_on.nil?

require_relative 'gitlab_work'
