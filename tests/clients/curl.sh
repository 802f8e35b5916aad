#!/usr/bin/env bash
# A walk through the sandbox with curl: JSON, form, multipart and query parameters.
set -euo pipefail

api() { # METHOD PATH [curl's options]: the body of a successful answer
  curl --silent --show-error --fail-with-body --max-time 20 --location \
    --request "$1" --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "${@:3}" "$GITLAB_URL/api/v4/$2"
}

is() { # WANTED FILTER: what jq's filter makes of the input
  local found
  found=$(jq --compact-output --raw-output "$2")
  [[ $found == "$1" ]] || { echo "line ${BASH_LINENO[0]}: $2 is $found, not $1" >&2; exit 1; }
}

fails() { # STATUS METHOD PATH [curl's options]
  local status
  status=$(api "${@:2}" --output /dev/null --write-out '%{http_code}' 2>/dev/null) || true
  [[ $status == "$1" ]] || { echo "line ${BASH_LINENO[0]}: $status, not $1" >&2; exit 1; }
}

# Groups and projects
group=$(api POST groups --json '{"name": "Tour", "path": "tour"}' | jq .id)
api PUT groups/tour --data description=touring | is touring .description
api GET 'groups?search=tour' | is '["tour"]' 'map(.full_path)'
project=$(api POST projects --form name=app --form "namespace_id=$group" | jq .id)
other=$(api POST projects --json '{"name": "lib", "path": "lib.v2", "topics": ["a", "b"]}' | jq .id)
api PUT "projects/$project" --json '{"description": "first"}' --header 'Expect: 100-continue' |
  is first .description
api PUT "projects/$other?description=second" | is second .description
api GET projects/root%2Flib%2Ev2 | is '["a","b"]' .topics
api PUT "projects/$other" --form "avatar=@$0;filename=a.png;type=image/png" | is true '.avatar_url != null'
api PUT "projects/$other" --data path=lib | is root/lib .path_with_namespace
api GET projects/root%2Flib.v2 | is "$other" .id # moved: 301
api GET "groups/$group/projects" | is '["app"]' 'map(.name)'

# Users, members and personal access tokens
user=$(api POST users --data 'username=tourist&name=Tourist&email=tourist@x.example&reset_password=1' | jq .id)
api PUT "users/$user" --json '{"name": "Tina"}' | is Tina .name
for place in "projects/$project" "groups/$group"; do
  api POST "$place/members" --json "{\"user_id\": $user, \"access_level\": 30}" | is 30 .access_level
  api PUT "$place/members/$user" --data access_level=40 | is 40 .access_level
  api GET "$place/members/all" | is '["root","tourist"]' 'map(.username) | sort'
done
fails 409 POST "projects/$project/members" --data "user_id=$user&access_level=30"
token=$(api POST "users/$user/personal_access_tokens" --data 'name=t&scopes[]=api&scopes[]=read_user')
id=$(jq .id <<<"$token")
GITLAB_TOKEN=$(jq -r .token <<<"$token") api GET user | is tourist .username
api GET "personal_access_tokens/$id" | is '["api","read_user"]' .scopes
rotated=$(api POST "personal_access_tokens/$id/rotate" | jq .id)
fails 404 GET personal_access_tokens/0
api DELETE "personal_access_tokens/$rotated"
api GET "personal_access_tokens?user_id=$user&state=active" | is 0 length

# The job token scope
scope=projects/$project/job_token_scope
api GET "$scope" | is '{"inbound_enabled":true,"outbound_enabled":false}' .
api PATCH "$scope" --json '{"enabled": true}' | is '' .
fails 400 PATCH "$scope" --json '{"enabled"'
fails 415 PATCH "$scope" --data enabled=true --header 'Content-Type: text/plain'
api POST "$scope/allowlist" --data "target_project_id=$other" | is "$other" .target_project_id
api GET "$scope/allowlist" | is "[$project,$other]" 'map(.id) | sort'
api DELETE "$scope/allowlist/$other"
fails 400 DELETE "$scope/allowlist/$other"
api POST "$scope/groups_allowlist" --json "{\"target_group_id\": $group}" | is "$group" .target_group_id
api GET "$scope/groups_allowlist" | is "[$group]" 'map(.id)'
api DELETE "$scope/groups_allowlist/$group"
api GET "$scope/groups_allowlist" | is 0 length

# Variables, labels and issues
for place in "projects/$project" "groups/$group"; do
  api POST "$place/variables" --form key=NAME --form value=one | is one .value
  api PUT "$place/variables/NAME" --data value=two | is two .value
  api GET "$place/variables" | is '["NAME"]' 'map(.key)'
  fails 400 POST "$place/variables" --data 'key=NAME&value=three'
  api DELETE "$place/variables/NAME"
  fails 404 GET "$place/variables/NAME"
done
label=$(api POST "projects/$project/labels" --data-urlencode name=bug --data-urlencode color=#d9534f | jq .id)
api PUT "projects/$project/labels/$label" --data new_name=defect | is defect .name
issue=$(api POST "projects/$project/issues" --json '{"title": "Broken", "labels": "defect"}' | jq .iid)
api GET "projects/$project/issues?labels=defect" | is '["Broken"]' 'map(.title)'
api PUT "projects/$project/issues/$issue" --data state_event=close | is closed .state
api GET "projects/$project/issues?state=opened" | is 0 length
api DELETE "projects/$project/issues/$issue"
fails 404 GET "projects/$project/issues/$issue"
api DELETE "projects/$project/labels/$label"
api GET "projects/$project/labels" | is 0 length

# GraphQL, and the health of the server
query='{"query": "{ currentUser { username } metadata { version } }"}'
curl --silent --fail --header "Authorization: Bearer $GITLAB_TOKEN" --json "$query" "$GITLAB_URL/api/graphql" |
  is root .data.currentUser.username
curl --silent --fail "$GITLAB_URL/-/readiness" | is ok .status

# Pages, by their links
next=$GITLAB_URL/api/v4/groups/acme/projects?include_subgroups=true\&per_page=100 count=0
while [[ $next ]]; do
  page=$(curl --silent --fail --include --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "$next" | tr -d '\r')
  total=$(sed -n 's/^x-total: //ip' <<<"$page")
  count=$((count + $(sed '1,/^$/d' <<<"$page" | jq length)))
  next=$(sed -n 's/^link:.*<\([^>]*\)>; rel="next".*/\1/ip' <<<"$page")
done
is "$total" . <<<"$count"
curl --silent --fail --head --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "$GITLAB_URL/api/v4/projects" >/dev/null

# Taking it all down
for place in "groups/$group" "projects/$project"; do
  api DELETE "$place/members/$user"
done
api DELETE "users/$user"
fails 404 GET "users/$user"
api DELETE "projects/$other" >/dev/null
api DELETE "groups/$group" >/dev/null
api GET "projects/$other" | is true '.marked_for_deletion_on != null'
